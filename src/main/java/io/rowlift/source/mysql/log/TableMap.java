package io.rowlift.source.mysql.log;

import io.rowlift.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table was defined when the rows that follow were written.
 *
 * @param id by which they name it
 * @param table its name, as the server keeps it
 * @param columns all of its columns, hidden ones too
 * @param named whether the server told names and signs: {@code binlog_row_metadata} is FULL
 */
record TableMap(long id, TableName table, List<WireColumn> columns, boolean named) {

    private static final int SIGNS = 1;
    private static final int DEFAULT_COLLATION = 2;
    private static final int COLLATIONS = 3;
    private static final int NAMES = 4;
    private static final int SET_LABELS = 5;
    private static final int ENUM_LABELS = 6;
    private static final int DEFAULT_LABEL_COLLATION = 10;
    private static final int LABEL_COLLATIONS = 11;

    TableMap {
        columns = List.copyOf(columns);
    }

    static TableMap read(Bytes event) {
        long id = event.little(6);
        event.skip(2);
        String schema = name(event);
        String table = name(event);
        int count = (int) event.packed();
        byte[] types = event.take(count);
        Bytes metas = event.part((int) event.packed());
        List<Draft> drafts = new ArrayList<>();
        for (byte type : types) {
            drafts.add(new Draft(WireType.read(type & 0xFF, metas)));
        }
        event.skip((count + 7) / 8);
        boolean named = false;
        while (event.hasMore()) {
            int field = event.u8();
            Bytes content = event.part((int) event.packed());
            named |= field == NAMES;
            read(field, content, drafts);
        }
        return new TableMap(
                id,
                new TableName(schema, table),
                drafts.stream().map(Draft::done).toList(),
                named);
    }

    private static String name(Bytes event) {
        String name = event.text(event.u8(), StandardCharsets.UTF_8);
        event.skip(1);
        return name;
    }

    private static void read(int field, Bytes content, List<Draft> drafts) {
        switch (field) {
            case SIGNS -> signs(content, drafts);
            case DEFAULT_COLLATION -> defaults(content, texts(drafts));
            case COLLATIONS -> texts(drafts).forEach(draft -> draft.collation = (int) content.packed());
            case NAMES ->
                drafts.forEach(draft -> draft.name = content.text((int) content.packed(), StandardCharsets.UTF_8));
            case SET_LABELS -> labels(content, drafts, WireType.SET);
            case ENUM_LABELS -> labels(content, drafts, WireType.ENUM);
            case DEFAULT_LABEL_COLLATION -> defaults(content, labelled(drafts));
            case LABEL_COLLATIONS -> labelled(drafts).forEach(draft -> draft.collation = (int) content.packed());
            // keys, visibility, geometry and what later versions tell
            default -> content.skip(content.left());
        }
    }

    /** A bit for each number, the highest first. */
    private static void signs(Bytes content, List<Draft> drafts) {
        byte[] bits = content.take(content.left());
        int number = 0;
        for (Draft draft : drafts) {
            if (draft.type.numeric()) {
                draft.unsigned = (bits[number / 8] & (0x80 >> (number % 8))) != 0;
                number++;
            }
        }
    }

    private static void defaults(Bytes content, List<Draft> drafts) {
        int usual = (int) content.packed();
        drafts.forEach(draft -> draft.collation = usual);
        while (content.hasMore()) {
            Draft draft = drafts.get((int) content.packed());
            draft.collation = (int) content.packed();
        }
    }

    private static void labels(Bytes content, List<Draft> drafts, int type) {
        for (Draft draft : drafts) {
            if (draft.type.code() == type) {
                List<byte[]> labels = new ArrayList<>();
                for (long left = content.packed(); left > 0; left--) {
                    labels.add(content.take((int) content.packed()));
                }
                draft.labels = labels;
            }
        }
    }

    private static List<Draft> texts(List<Draft> drafts) {
        return drafts.stream().filter(draft -> draft.type.text()).toList();
    }

    private static List<Draft> labelled(List<Draft> drafts) {
        return drafts.stream().filter(draft -> draft.type.labelled()).toList();
    }

    /** A column while its parts come in. */
    private static final class Draft {
        private final WireType type;
        private @Nullable String name;
        private boolean unsigned;
        private int collation;
        private List<byte[]> labels = List.of();

        private Draft(WireType type) {
            this.type = type;
        }

        private WireColumn done() {
            return new WireColumn(name == null ? "" : name, type, unsigned, collation, labels);
        }
    }
}
