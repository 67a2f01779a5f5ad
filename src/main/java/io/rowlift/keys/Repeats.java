package io.rowlift.keys;

import io.rowlift.mapping.KeyHash;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices hashes that come twice or more often, one after the other. */
final class Repeats {

    private final int max;
    private final Set<KeyHash> found = new HashSet<>();
    private @Nullable KeyHash last;

    /** Begins; keeps at most so many. */
    Repeats(int max) {
        this.max = max;
    }

    /** Returns whether there is room for another one. */
    boolean take(KeyHash hash) {
        if (hash.equals(last) && found.size() < max) {
            found.add(hash);
        }
        last = hash;
        return found.size() < max;
    }

    Set<KeyHash> found() {
        return Set.copyOf(found);
    }
}
