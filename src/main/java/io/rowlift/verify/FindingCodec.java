package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.schema.RowKey;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Findings as bytes. Keys and the names of attributes are kept, values never: they can be personal data. */
final class FindingCodec {

    private FindingCodec() {}

    static void write(DataOutputStream out, Finding finding) throws IOException {
        write(out, finding.kind().name());
        write(out, finding.key());
        Owner row = finding.row();
        out.writeBoolean(row != null);
        if (row != null) {
            write(out, row);
        }
        out.writeInt(finding.attributes().size());
        for (AttributeDifference attribute : finding.attributes()) {
            write(out, attribute.name());
            write(out, attribute.kind().name());
        }
        out.writeBoolean(finding.changed());
    }

    static Finding read(DataInputStream in) throws IOException {
        Finding.Kind kind = Finding.Kind.valueOf(text(in));
        ItemKey key = key(in);
        Owner row = in.readBoolean() ? owner(in) : null;
        List<AttributeDifference> attributes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = text(in);
            attributes.add(new AttributeDifference(name, AttributeDifference.Kind.valueOf(text(in)), null, null));
        }
        return new Finding(kind, key, row, attributes, in.readBoolean());
    }

    static void write(DataOutputStream out, ItemKey key) throws IOException {
        write(out, key.table());
        write(out, key.partition());
        write(out, key.sort());
    }

    static ItemKey key(DataInputStream in) throws IOException {
        return new ItemKey(text(in), Objects.requireNonNull(value(in), "a key without partition"), value(in));
    }

    static void write(DataOutputStream out, Owner owner) throws IOException {
        write(out, owner.entity());
        RowKey row = owner.row();
        out.writeInt(row.columns().size());
        for (int i = 0; i < row.columns().size(); i++) {
            write(out, row.columns().get(i));
            write(out, typed(row.values().get(i)));
        }
    }

    /** The form in which a user would type it, as {@link RowKey} asks for. */
    private static String typed(Object value) {
        return value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString();
    }

    static Owner owner(DataInputStream in) throws IOException {
        String entity = text(in);
        List<String> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            columns.add(text(in));
            values.add(text(in));
        }
        return new Owner(entity, new RowKey(columns, values));
    }

    private static void write(DataOutputStream out, @Nullable Value value) throws IOException {
        if (value instanceof Value.Str text) {
            write(out, 'S', text.text().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Value.Num number) {
            write(out, 'N', number.text().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Value.Bin binary) {
            write(out, 'B', binary.bytes());
        } else {
            out.writeByte(0);
        }
    }

    private static @Nullable Value value(DataInputStream in) throws IOException {
        byte type = in.readByte();
        if (type == 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(in.readInt());
        return switch (type) {
            case 'S' -> new Value.Str(new String(bytes, StandardCharsets.UTF_8));
            case 'N' -> new Value.Num(new String(bytes, StandardCharsets.UTF_8));
            default -> new Value.Bin(bytes);
        };
    }

    private static void write(DataOutputStream out, char type, byte[] bytes) throws IOException {
        out.writeByte(type);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
