package io.rowlift.target.mysql;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/** Names that are given out once each. MySQL takes names of indexes and constraints without regard to case. */
final class Names {

    /** The longest identifier, in characters. */
    static final int LONGEST = 64;

    private final Set<String> taken = new HashSet<>();

    /** Returns whether a name is still free, and takes it. */
    boolean take(String name) {
        return taken.add(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the wished name, or one that begins with it when it is too long or taken. */
    String give(String wish) {
        String name = wish.length() <= LONGEST ? wish : shortened(wish, wish);
        for (int i = 2; !take(name); i++) {
            name = shortened(wish, wish + i);
        }
        return name;
    }

    /** The checksum stays the same from run to run, and tells names apart that begin alike. */
    private static String shortened(String wish, String seed) {
        CRC32 sum = new CRC32();
        sum.update(seed.getBytes(StandardCharsets.UTF_8));
        String mark = "_%08x".formatted(sum.getValue());
        int kept = Math.min(wish.length(), LONGEST - mark.length());
        if (kept > 0 && Character.isHighSurrogate(wish.charAt(kept - 1))) {
            kept--;
        }
        return wish.substring(0, kept) + mark;
    }
}
