package io.rowlift.verify;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 128 bits of an item's key. Two of a billion keys share one with a probability below 10^-20, so that equal hashes are
 * taken for equal keys.
 */
record KeyHash(long high, long low) implements Comparable<KeyHash> {

    /** Returns the hash of a key; keys that DynamoDB holds for equal have equal hashes. */
    static KeyHash of(ItemKey key) {
        MessageDigest digest = sha256();
        add(digest, key.table().getBytes(StandardCharsets.UTF_8));
        add(digest, bytes(key.partition()));
        if (key.sort() != null) {
            add(digest, bytes(key.sort()));
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new KeyHash(bytes.getLong(), bytes.getLong());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        // the length keeps ("a", "bc") and ("ab", "c") apart
        digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static byte[] bytes(Value value) {
        if (value instanceof Value.Str text) {
            return text.text().getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Value.Num number) {
            return new BigDecimal(number.text())
                    .stripTrailingZeros()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Value.Bin binary) {
            return binary.bytes();
        }
        throw new IllegalArgumentException(
                "a key holds a " + value.getClass().getSimpleName() + ", DynamoDB allows S, N and B");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(KeyHash other) {
        int order = Long.compareUnsigned(high, other.high);
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }
}
