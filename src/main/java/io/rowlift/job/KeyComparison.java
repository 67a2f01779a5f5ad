package io.rowlift.job;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.Duplicates;
import io.rowlift.keys.HashRuns;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.FailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares every key that the real mapper renders with every other, in little memory. */
final class KeyComparison {

    /** More than anybody will mend one by one, and few enough to be kept in memory. */
    private static final int SUSPECTS = 10_000;

    private static final int SHOWN = 10;

    private final Setting setting;
    private final Mapping mapping;
    private final RunListener listener;

    KeyComparison(Setting setting, Mapping mapping, RunListener listener) {
        this.setting = setting;
        this.mapping = mapping;
        this.listener = listener;
    }

    /**
     * Returns rows that end in one item, as one sentence per pair and line: the first few, or nothing when there are none.
     *
     * @throws FailedException when the state directory does not do its work
     */
    String collisions(List<Compiled> entities) {
        try {
            return look(entities);
        } catch (IOException e) {
            throw new FailedException(
                    "the key check cannot use the state directory \"" + directory() + "\" ("
                            + e.getClass().getSimpleName() + ")",
                    "check its permissions and the free space on its disk: the check needs 16 bytes per item",
                    e);
        }
    }

    private String look(List<Compiled> entities) throws IOException {
        Set<KeyHash> suspects = equalHashes(entities);
        while (!suspects.isEmpty()) {
            Collisions collisions = new Collisions(suspects, SHOWN);
            new KeyScan(setting, listener).run(entities, () -> new Looker(collisions));
            if (!collisions.found().isEmpty()) {
                return sentences(collisions);
            }
            // rows have changed since, or hashes are equal by chance; if some equal ones were left out, look for those
            suspects = suspects.size() < SUSPECTS ? Set.of() : equalHashes(entities);
        }
        return "";
    }

    private String sentences(Collisions collisions) {
        CollisionText text = new CollisionText(mapping);
        return collisions.found().stream().map(text::of).sorted().collect(Collectors.joining("\n  "));
    }

    private Set<KeyHash> equalHashes(List<Compiled> entities) throws IOException {
        int workers = setting.job().load().workers();
        try (Duplicates duplicates = new Duplicates(
                StateDirectory.create(directory()), setting.pace().keyMemory(), workers)) {
            new KeyScan(setting, listener).run(entities, () -> new Gatherer(duplicates.collector()));
            return duplicates.find(SUSPECTS);
        }
    }

    private Path directory() {
        return setting.job().state().directory().resolve("keys");
    }

    private record Gatherer(HashRuns collector) implements KeyScan.Visitor {

        @Override
        public boolean visit(Compiled entity, Mapped row, Item item) throws IOException {
            collector.add(KeyHash.of(item.key()));
            return true;
        }

        @Override
        public void close() throws IOException {
            collector.close();
        }
    }

    private record Looker(Collisions collisions) implements KeyScan.Visitor {

        @Override
        public boolean visit(Compiled entity, Mapped row, Item item) {
            return collisions.look(new Owner(entity.name(), row.row()), item.key());
        }

        @Override
        public void close() {}
    }
}
