package io.rowlift.verify.rows;

import io.rowlift.schema.RowKey;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * A row that is not as it should be. Holds keys and names, no other values.
 *
 * @param kind what is wrong
 * @param key the row's key by the source's names, of an extra row as the target spells it; without columns where nothing
 *     identifies a row
 * @param columns those of a different row that differ, by the source's names
 * @param changed whether the source's row is known to have become another one while it was compared
 */
public record RowFinding(Kind kind, RowKey key, List<String> columns, boolean changed) {

    /** What can be wrong with a row. */
    public enum Kind {
        /** The source has it and the target does not. */
        MISSING,
        /** Both have it, with different values. */
        DIFFERENT,
        /** The target has it and the source does not. */
        EXTRA
    }

    public RowFinding {
        columns = List.copyOf(columns);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(kind.name());
        Trace.write(out, key.columns());
        Trace.write(out, key.values().stream().map(RowKey::text).toList());
        Trace.write(out, columns);
        out.writeBoolean(changed);
    }

    static RowFinding read(DataInputStream in) throws IOException {
        Kind kind = Kind.valueOf(in.readUTF());
        RowKey key = new RowKey(Trace.texts(in), List.copyOf(Trace.texts(in)));
        return new RowFinding(kind, key, Trace.texts(in), in.readBoolean());
    }
}
