package io.rowlift.job;

import io.rowlift.job.store.Ledger;
import io.rowlift.job.store.Ledger.Begun;
import io.rowlift.job.store.StateDirectory;
import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.Duplicates;
import io.rowlift.keys.HashRuns;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import io.rowlift.source.AggregateReader.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes sure, before the first write, that no two rows end in one item: by proof where the mapping and the source's
 * constraints allow one, else by looking at every key that the real mapper renders.
 */
final class KeyCheck {

    /** More than anybody will mend one by one, and few enough to be kept in memory. */
    private static final int SUSPECTS = 10_000;

    private static final int SHOWN = 10;

    private final Setting setting;
    private final RunListener listener;

    KeyCheck(Setting setting, RunListener listener) {
        this.setting = setting;
        this.listener = listener;
    }

    /**
     * Checks all entities, or remembers that an earlier run did.
     *
     * @throws RefusedException naming rows whose keys are equal
     */
    void check(List<Compiled> entities) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        entities.forEach(entity -> readings.put(entity.name(), entity.reader().reading()));
        Map<String, String> unproved = setting.engine().unproved(setting.mapping(), readings);
        if (unproved.isEmpty()) {
            listener.noted("no two rows can end in one item: proved for all entities");
            return;
        }
        Ledger ledger = setting.store().ledger();
        String stamp = stamp(entities);
        if (ledger.begun().map(Begun::checkedKeys).equals(Optional.of(stamp))) {
            listener.noted("no two rows end in one item: checked by an earlier run");
            return;
        }
        listener.entered(RunListener.Phase.CHECKING_KEYS);
        List<Compiled> suspects =
                entities.stream().filter(e -> unproved.containsKey(e.name())).toList();
        suspects.forEach(entity -> listener.noted(
                "the keys of entity \"" + entity.name() + "\" are not proved, but checked row by row",
                unproved.getOrDefault(entity.name(), "")));
        try {
            look(suspects);
        } catch (IOException e) {
            throw new FailedException(
                    "the key check cannot use the state directory \"" + directory() + "\" ("
                            + e.getClass().getSimpleName() + ")",
                    "check its permissions and the free space on its disk: the check needs 16 bytes per item",
                    e);
        }
        ledger.recordCheckedKeys(stamp);
        listener.noted("no two rows end in one item: checked");
    }

    private void look(List<Compiled> entities) throws IOException {
        Set<KeyHash> suspects = equalHashes(entities);
        while (!suspects.isEmpty()) {
            Collisions collisions = new Collisions(suspects, SHOWN);
            new KeyScan(setting, listener).run(entities, () -> new Looker(collisions));
            if (!collisions.found().isEmpty()) {
                throw new RefusedException(
                        "different rows would end in one item, and one of them would be lost:\n  "
                                + sentences(collisions) + "\n",
                        "add to the key templates what tells the rows apart, or leave rows out with \"where\"");
            }
            // rows have changed since, or hashes are equal by chance; if some equal ones were left out, look for those
            suspects = suspects.size() < SUSPECTS ? Set.of() : equalHashes(entities);
        }
    }

    private String sentences(Collisions collisions) {
        CollisionText text = new CollisionText(setting.mapping());
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

    /** Changes when an entity, a table that it reads, or the source changes. */
    private String stamp(List<Compiled> entities) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, setting.source().identity());
            for (Compiled entity : entities) {
                update(digest, entity.name());
                update(digest, entity.fingerprint());
                entity.tables().forEach(line -> update(digest, line));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
