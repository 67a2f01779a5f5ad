package io.rowlift.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits that stand for an item's key where millions of keys are compared. Keys that DynamoDB holds for one item have
 * one hash. Different keys share one with a probability of about n²/2^129: below 10^-18 for ten billion keys. The hash
 * is the first half of a SHA-256, so that this holds for keys that somebody has chosen, too; the processors that Java
 * runs on have instructions for it.
 *
 * @param high the first 64 bits
 * @param low the other 64 bits
 */
public record KeyHash(long high, long low) implements Comparable<KeyHash> {

    /** Returns the hash of a key. */
    public static KeyHash of(ItemKey key) {
        MessageDigest digest = sha256();
        add(digest, 'T', key.table().getBytes(StandardCharsets.UTF_8));
        add(digest, key.partition());
        add(digest, key.sort());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new KeyHash(hash.getLong(), hash.getLong());
    }

    private static void add(MessageDigest digest, @Nullable Value value) {
        if (value instanceof Value.Str text) {
            add(digest, 'S', text.text().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Value.Num number) {
            add(digest, 'N', number.text().getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof Value.Bin binary) {
            add(digest, 'B', binary.bytes());
        } else if (value != null) {
            throw new IllegalArgumentException(
                    "a key is S, N or B, not " + value.getClass().getSimpleName());
        }
    }

    /** The type and the length keep the bytes of two values from running into each other. */
    private static void add(MessageDigest digest, char type, byte[] bytes) {
        digest.update((byte) type);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >> shift));
        }
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Orders as unsigned 128-bit numbers. */
    @Override
    public int compareTo(KeyHash other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }
}
