package io.rowlift.job;

import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.Ledger.BegunEntity;
import io.rowlift.job.store.LoadRecord;
import io.rowlift.job.store.RunStatus;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Fingerprint;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Looks back at a load: tells what makes the result of a load differ from what its mapping and its source say today, although nothing went
 * wrong.
 *
 * @param load what the state remembers
 * @param mapping as it is today
 */
public record LoadReview(LoadRecord load, Mapping mapping) {

    /**
     * Returns a sentence for each reason.
     *
     * @param tables the tables that each entity reads, as they are today: one line per fact
     */
    public List<String> notices(Map<String, List<String>> tables) {
        List<String> notices = new ArrayList<>();
        completeness(load).ifPresent(notices::add);
        for (BegunEntity before : load.entities()) {
            Entity now = mapping.entities().get(before.name());
            if (now == null) {
                notices.add("entity \"" + before.name()
                        + "\" was loaded, but the mapping does not have it any more: its" + " items are extra");
            } else {
                changes(before, now, tables.getOrDefault(before.name(), before.tables()), notices);
            }
        }
        return List.copyOf(notices);
    }

    /**
     * Returns a text that changes when mapping, source or target are others, or when more was loaded: what was found out
     * about them before is out of date then.
     *
     * @param source the source's identity
     * @param target the target's identity
     * @param tables the tables that each entity reads, as they are today: one line per fact
     */
    public String stamp(String source, String target, Map<String, List<String>> tables) {
        TableDesign[] designs = mapping.tables().values().toArray(TableDesign[]::new);
        StringJoiner stamp = new StringJoiner("\n").add(source).add(target);
        for (Entity entity : mapping.entities().values()) {
            stamp.add(entity.name()).add(Fingerprint.of(entity, designs));
            tables.getOrDefault(entity.name(), List.of()).forEach(stamp::add);
        }
        return stamp.add(extent(load)).toString();
    }

    /** Returns a text that changes when more was loaded. */
    public static String extent(LoadRecord load) {
        RunStatus status = load.status();
        StringJoiner extent = new StringJoiner("\n").add(String.valueOf(status.started()));
        status.entities().forEach(entity -> extent.add(entity.toString()));
        return extent.toString();
    }

    /** Returns a sentence when a load is not complete, whatever it loads. */
    public static Optional<String> completeness(LoadRecord load) {
        String job = load.status().job();
        return switch (load.status().state()) {
            case COMPLETE -> Optional.empty();
            case NOT_STARTED -> Optional.of("migration \"" + job + "\" is not started: everything will be missing");
            case RUNNING ->
                Optional.of("migration \"" + job
                        + (loaded(load.status())
                                ? "\" is loaded, and another run mends it: what it has not mended yet will differ"
                                : "\" is running: what it has not loaded yet will be missing")
                        + ", and whether its mapping was changed cannot be told now");
            case UNFINISHED ->
                Optional.of("migration \"" + job + "\" is unfinished: what it has not loaded will be missing"
                        + left(load.status()));
        };
    }

    /** What runs is a repair then, or rejected rows are tried again. */
    private static boolean loaded(RunStatus status) {
        return !status.entities().isEmpty()
                && status.entities().stream().allMatch(entity -> entity.state() == State.DONE);
    }

    private static String left(RunStatus status) {
        int ranges = status.entities().stream()
                .mapToInt(e -> e.ranges() - e.rangesDone())
                .sum();
        return ranges == 0 ? "" : " (" + ranges + (ranges == 1 ? " range)" : " ranges)");
    }

    private void changes(BegunEntity before, Entity now, List<String> tables, List<String> notices) {
        if (before.state() == State.PENDING) {
            return;
        }
        TableDesign[] designs = mapping.tables().values().toArray(TableDesign[]::new);
        if (!before.fingerprint().equals(Fingerprint.of(now, designs))) {
            notices.add("entity \"" + now.name() + "\" was changed in the mapping since its load began:"
                    + Difference.between(before.mapping(), Facts.of(now, mapping)));
        }
        if (!before.tables().equals(tables)) {
            notices.add("a table that entity \"" + now.name() + "\" reads was changed since its load began:"
                    + Difference.between(before.tables(), tables));
        }
    }
}
