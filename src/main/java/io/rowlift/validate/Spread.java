package io.rowlift.validate;

/** A hash that chooses: evenly spread, the same on every machine, and nothing that security rests on. */
final class Spread {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Spread() {}

    /** Returns FNV-1a over the text's chars, mixed once more (the finisher of MurmurHash3). */
    static long of(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
