package io.rowlift.job.collision;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** 128 bits that stand for an item's key: equal keys have equal hashes, others have others as good as always. */
public record Hash(long high, long low) implements Comparable<Hash> {

    /** Bytes of a hash in a file. */
    static final int BYTES = 16;

    /** Returns the first half of the SHA-256 of the key's parts, each with its type and length. */
    public static Hash of(ItemKey key) {
        MessageDigest digest = sha256();
        update(digest, 'T', key.table().getBytes(StandardCharsets.UTF_8));
        update(digest, key.partition());
        update(digest, key.sort());
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new Hash(bytes.getLong(), bytes.getLong());
    }

    @Override
    public int compareTo(Hash other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    private static void update(MessageDigest digest, @Nullable Value value) {
        if (value instanceof Value.Str text) {
            update(digest, 'S', text.text().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Value.Num number) {
            update(digest, 'N', number.text().getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof Value.Bin binary) {
            update(digest, 'B', binary.bytes());
        } else if (value != null) {
            throw new IllegalArgumentException("keys are text, numbers or binary");
        }
    }

    private static void update(MessageDigest digest, char type, byte[] bytes) {
        digest.update((byte) type);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
