package io.rowlift.verify;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The hashes of the keys that the source's rows make. On disk 16 bytes per key; in memory one bucket at a time, about
 * 40 bytes per key of it: 160 MB for a billion keys.
 */
final class ExpectedKeys implements Closeable {

    private static final int BYTES = 16;

    private final Buckets buckets;

    private ExpectedKeys(Buckets buckets) {
        this.buckets = buckets;
    }

    static ExpectedKeys create(Path directory) throws IOException {
        return new ExpectedKeys(Buckets.create(directory));
    }

    void add(ItemKey key) throws IOException {
        KeyHash hash = KeyHash.of(key);
        buckets.add(hash, out -> {
            out.writeLong(hash.high());
            out.writeLong(hash.low());
        });
    }

    void seal() throws IOException {
        buckets.seal();
    }

    /** Returns the hashes of a bucket, sorted. */
    KeyHash[] sorted(int bucket) throws IOException {
        KeyHash[] hashes = new KeyHash[Math.toIntExact(buckets.size(bucket) / BYTES)];
        try (DataInputStream in = buckets.open(bucket)) {
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = new KeyHash(in.readLong(), in.readLong());
            }
        }
        Arrays.sort(hashes);
        return hashes;
    }

    @Override
    public void close() throws IOException {
        buckets.close();
    }
}
