package io.rowlift.verify.rows;

import io.rowlift.mapping.KeyHash;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a row: enough to tell whether the other side has it, and to read it again.
 *
 * @param key stands for its key, or for all of its values where nothing identifies a row
 * @param content stands for all of its values
 * @param excused whether the target may lack the row, because it cannot hold it
 * @param values of its key, as the side spells them that it was read from; empty where nothing identifies a row
 */
record Trace(KeyHash key, KeyHash content, boolean excused, List<String> values) {

    Trace {
        values = List.copyOf(values);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(key.high());
        out.writeLong(key.low());
        out.writeLong(content.high());
        out.writeLong(content.low());
        out.writeBoolean(excused);
        write(out, values);
    }

    static Trace read(DataInputStream in) throws IOException {
        KeyHash key = new KeyHash(in.readLong(), in.readLong());
        return new Trace(key, new KeyHash(in.readLong(), in.readLong()), in.readBoolean(), texts(in));
    }

    static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    static List<String> texts(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
