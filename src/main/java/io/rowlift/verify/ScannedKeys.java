package io.rowlift.verify;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Value;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keys that the target holds, on disk until they can be looked for among the expected ones. */
final class ScannedKeys implements Closeable {

    private final Buckets buckets;

    private ScannedKeys(Buckets buckets) {
        this.buckets = buckets;
    }

    static ScannedKeys create(Path directory) throws IOException {
        return new ScannedKeys(Buckets.create(directory));
    }

    void add(ItemKey key) throws IOException {
        KeyHash hash = KeyHash.of(key);
        buckets.add(hash, out -> {
            out.writeLong(hash.high());
            out.writeLong(hash.low());
            out.writeUTF(key.table());
            write(out, key.partition());
            write(out, key.sort());
        });
    }

    /** Hands over the keys that are not expected, in no particular order; both sides are sealed by it. */
    void notIn(ExpectedKeys expected, Consumer<ItemKey> consumer) throws IOException {
        buckets.seal();
        expected.seal();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            if (buckets.size(bucket) > 0) {
                notIn(expected.sorted(bucket), bucket, consumer);
            }
        }
    }

    private void notIn(KeyHash[] expected, int bucket, Consumer<ItemKey> consumer) throws IOException {
        try (DataInputStream in = buckets.open(bucket)) {
            for (KeyHash hash = next(in); hash != null; hash = next(in)) {
                String table = in.readUTF();
                Value partition = value(in);
                Value sort = value(in);
                if (Arrays.binarySearch(expected, hash) < 0) {
                    consumer.accept(new ItemKey(table, required(partition), sort));
                }
            }
        }
    }

    private static @Nullable KeyHash next(DataInputStream in) throws IOException {
        try {
            return new KeyHash(in.readLong(), in.readLong());
        } catch (EOFException e) {
            return null;
        }
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

    private static void write(DataOutputStream out, char type, byte[] bytes) throws IOException {
        out.writeByte(type);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static @Nullable Value value(DataInputStream in) throws IOException {
        byte type = in.readByte();
        if (type == 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(in.readUnsignedShort());
        return switch (type) {
            case 'S' -> new Value.Str(new String(bytes, StandardCharsets.UTF_8));
            case 'N' -> new Value.Num(new String(bytes, StandardCharsets.UTF_8));
            default -> new Value.Bin(bytes);
        };
    }

    private static Value required(@Nullable Value partition) {
        if (partition == null) {
            throw new IllegalStateException("a scanned key has no partition key");
        }
        return partition;
    }

    @Override
    public void close() throws IOException {
        buckets.close();
    }
}
