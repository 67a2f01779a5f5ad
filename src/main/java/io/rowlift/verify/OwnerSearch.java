package io.rowlift.verify;

import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Collision;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.source.EntityReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names the rows behind equal keys. Only where there are such keys, and only what made them, is read again.
 *
 * @param rendering reads slices again
 * @param expected knows which slices made which keys
 */
record OwnerSearch(Rendering rendering, ExpectedKeys expected) {

    /** Returns pairs of rows, in a fixed order. */
    List<Collision> search(List<Slice> slices, Set<KeyHash> repeated) throws IOException {
        if (repeated.isEmpty()) {
            return List.of();
        }
        Collisions collisions = new Collisions(repeated, repeated.size());
        rendering.run(having(slices, repeated), (reading, row) -> look(reading, row, collisions));
        return collisions.found();
    }

    private List<Slice> having(List<Slice> slices, Set<KeyHash> repeated) throws IOException {
        List<Slice> having = new ArrayList<>();
        for (Slice slice : slices) {
            for (Path run : expected.runs(slice)) {
                if (holdsOne(run, repeated)) {
                    having.add(slice);
                    break;
                }
            }
        }
        return having;
    }

    private static boolean holdsOne(Path run, Set<KeyHash> hashes) throws IOException {
        try (SortedHashes sorted = SortedHashes.open(run)) {
            for (KeyHash hash : hashes) {
                if (sorted.contains(hash)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void look(EntityReading reading, Mapped row, Collisions collisions) {
        Owner owner = new Owner(reading.entity(), row.row());
        for (Item item : row.items()) {
            collisions.look(owner, item.key());
        }
    }
}
