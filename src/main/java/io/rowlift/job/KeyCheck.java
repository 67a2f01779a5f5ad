package io.rowlift.job;

import io.rowlift.job.store.Ledger.CheckedKeys;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.source.AggregateReader.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that no two rows end in one item: by proof where the mapping and the source's constraints allow one, else by
 * looking at every rendered key before the first write. What came later, the source's own statistics have to tell: unless
 * they say that nothing did, it is looked again before the load is called complete. See
 * docs/adr/0071-keys-are-checked-again.md.
 */
final class KeyCheck implements Checks {

    private static final String MEND = "make their keys different or leave rows out with \"where\"";

    private final Setting setting;
    private final ItemLoad load;
    private final RunListener listener;
    private final List<Compiled> entities;
    private final Map<String, String> unproved;
    private final List<Compiled> suspects;
    private @Nullable CheckedKeys checked;
    private boolean looked;

    KeyCheck(Setting setting, ItemLoad load, RunListener listener, List<Compiled> entities) {
        this.setting = setting;
        this.load = load;
        this.listener = listener;
        this.entities = entities;
        Map<String, Reading> readings = new LinkedHashMap<>();
        entities.forEach(entity -> readings.put(entity.name(), entity.reader().reading()));
        this.unproved = load.engine().unproved(load.mapping(), readings);
        this.suspects =
                entities.stream().filter(e -> unproved.containsKey(e.name())).toList();
    }

    /**
     * Checks all entities, or finds that an earlier run did and that nothing was written since.
     *
     * @return what the next run may rely on, or null when all keys are proved
     * @throws RefusedException naming rows whose keys are equal, when nothing of their entities has been written
     * @throws FailedException likewise, when something has; these entities are then to be loaded again
     */
    @Override
    public @Nullable CheckedKeys before(Beginning beginning) {
        if (suspects.isEmpty()) {
            listener.noted("no two rows can end in one item: proved for all entities");
            return null;
        }
        String stamp = stamp();
        CheckedKeys earlier = beginning.checkedKeys();
        if (earlier == null || !earlier.stamp().equals(stamp)) {
            suspects.forEach(entity -> listener.noted(
                    "the keys of entity \"" + entity.name() + "\" are not proved, but checked row by row",
                    unproved.getOrDefault(entity.name(), "")));
        } else if (untouched(earlier)) {
            listener.noted("no two rows end in one item: checked by an earlier run");
            checked = earlier;
            return earlier;
        }
        List<String> begun =
                beginning.loading(suspects.stream().map(Compiled::unit).toList());
        looked = true;
        checked = look(stamp, begun);
        return checked;
    }

    /**
     * Looks again, when the load is at its end, unless nothing was written since the keys were checked.
     *
     * @param loaded whether this run has read rows
     * @throws FailedException naming rows whose keys are equal; their entities are to be loaded again
     */
    @Override
    public void after(boolean loaded) {
        CheckedKeys before = checked;
        if (before == null || (looked && !loaded) || untouched(before)) {
            return;
        }
        CheckedKeys now =
                look(before.stamp(), suspects.stream().map(Compiled::name).toList());
        setting.store().ledger().recordCheckedKeys(now);
    }

    private CheckedKeys look(String stamp, List<String> begun) {
        listener.entered(RunListener.Phase.CHECKING_KEYS);
        String mark = setting.source().watch().mark(tables());
        String collisions = new KeyComparison(setting, load.mapping(), listener).collisions(suspects);
        if (collisions.isEmpty()) {
            listener.noted("no two rows end in one item: checked");
            return new CheckedKeys(stamp, mark);
        }
        if (begun.isEmpty()) {
            throw new RefusedException(
                    "different rows would end in one item, and one of them would be lost:\n  " + collisions,
                    "add to the key templates what tells the rows apart, or leave rows out with \"where\"");
        }
        setting.signal().checkWrite();
        setting.store().loadAgain(begun);
        throw new FailedException(
                "different rows end in one item, where only one of them can stand:\n  " + collisions,
                "they came or were changed after the keys had been checked: " + MEND
                        + ", then run the same command again, which loads again: " + String.join(", ", begun),
                null);
    }

    /** Asks the source's statistics, and says why the answer is no. */
    private boolean untouched(CheckedKeys earlier) {
        Activity since = setting.source().watch().since(earlier.mark(), tables());
        if (!since.written().isEmpty()) {
            listener.noted("the keys are checked again: " + named(since.written()) + " written since");
        } else if (!since.unknown().isEmpty()) {
            listener.noted("the keys are checked again: the source cannot tell whether " + named(since.unknown())
                    + " written since");
        }
        return since.written().isEmpty() && since.unknown().isEmpty();
    }

    private static String named(List<TableName> tables) {
        return tables.stream()
                        .map(table -> "\"" + table.name() + "\"")
                        .collect(Collectors.joining(", ", tables.size() == 1 ? "table " : "tables ", ""))
                + (tables.size() == 1 ? " was" : " were");
    }

    private Set<TableName> tables() {
        Set<TableName> tables = new LinkedHashSet<>();
        suspects.forEach(entity -> tables.addAll(entity.reads()));
        return tables;
    }

    /** Changes when an entity, a table that it reads, or the source changes. */
    private String stamp() {
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
