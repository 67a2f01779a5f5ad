package io.rowlift.target.postgres;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names that are given out once each, as long as PostgreSQL keeps them: it cuts what is longer, so that names that begin
 * alike become one.
 */
final class Names {

    /** The longest identifier, in bytes of UTF-8. */
    static final int LONGEST = 63;

    private final Set<String> taken = new HashSet<>();

    /** Returns how many bytes a name takes. */
    static int length(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns whether a name is still free. */
    boolean free(String name) {
        return !taken.contains(name);
    }

    /** Returns whether a name is still free, and takes it. */
    boolean take(String name) {
        return taken.add(name);
    }

    /** Returns the wished name, or one that begins with it when it is too long or taken. */
    String give(String wish) {
        String name = length(wish) <= LONGEST ? wish : shortened(wish, wish);
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
        int kept = wish.length();
        while (length(wish.substring(0, kept)) > LONGEST - mark.length()) {
            kept = wish.offsetByCodePoints(kept, -1);
        }
        return wish.substring(0, kept) + mark;
    }
}
