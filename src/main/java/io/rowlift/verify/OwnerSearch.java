package io.rowlift.verify;

import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Collision;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.source.EntityReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Counts the keys that several rows make, and names rows behind them. Only where there are such keys, and only what made
 * them, is read again: a row whose key went to another row meanwhile has made it, but makes it no more.
 *
 * @param rendering reads slices again
 * @param expected knows which slices made which keys
 */
record OwnerSearch(Rendering rendering, ExpectedKeys expected) {

    /** Keys whose rows are kept in memory, to name some of them: more than anybody will mend one by one. */
    private static final int NAMED = 10_000;

    /** Counts all, keeps them for {@link ExpectedKeys#openShared}, and names the first. */
    SharedItems search(List<Slice> slices, int first) throws IOException {
        try (SortedHashes repeated = expected.openRepeated()) {
            Set<KeyHash> suspects = repeated.first(NAMED);
            Collisions collisions = new Collisions(suspects, suspects.size());
            HashRuns again = expected.collectAgain();
            try (again) {
                rendering.run(
                        having(slices, repeated, suspects),
                        (reading, row) -> look(reading, row, repeated, again, collisions));
            }
            expected.keepShared(again.runs());
            List<Collision> found = collisions.found();
            try (SortedHashes shared = expected.openShared()) {
                return new SharedItems(shared.size(), found.subList(0, Math.min(first, found.size())));
            }
        }
    }

    /** Where many keys are shared, looking for the slices that made them takes longer than reading all. */
    private List<Slice> having(List<Slice> slices, SortedHashes repeated, Set<KeyHash> suspects) throws IOException {
        if (repeated.size() > suspects.size()) {
            return slices;
        }
        List<Slice> having = new ArrayList<>();
        for (Slice slice : slices) {
            for (Path run : expected.runs(slice)) {
                if (holdsOne(run, suspects)) {
                    having.add(slice);
                    break;
                }
            }
        }
        return having;
    }

    private static boolean holdsOne(Path run, Set<KeyHash> hashes) throws IOException {
        if (hashes.isEmpty()) {
            return false;
        }
        try (SortedHashes sorted = SortedHashes.open(run)) {
            for (KeyHash hash : hashes) {
                if (sorted.contains(hash)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void look(
            EntityReading reading, Mapped row, SortedHashes repeated, HashRuns again, Collisions collisions) {
        Owner owner = new Owner(reading.entity(), row.row());
        for (Item item : row.items()) {
            KeyHash hash = KeyHash.of(item.key());
            try {
                if (repeated.contains(hash)) {
                    collisions.look(owner, item.key());
                    synchronized (again) {
                        again.add(hash);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
