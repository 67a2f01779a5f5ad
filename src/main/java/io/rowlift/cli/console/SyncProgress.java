package io.rowlift.cli.console;

import io.rowlift.report.Figures;
import io.rowlift.source.LogPosition;
import io.rowlift.sync.SyncListener;
import io.rowlift.sync.SyncSummary.Done;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Gathers how far a target follows its source, and says so when it falls behind. */
public final class SyncProgress implements SyncListener {

    /** A lag that has grown over so long is no burst any more. */
    private static final Duration TREND = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Consumer<String> notes;
    private final RateMeter changes;
    private Done done = Done.NOTHING;
    private Instant at = Instant.EPOCH;
    private long tasks;
    private Instant trendSince = Instant.EPOCH;
    private Duration trendLag = Duration.ZERO;

    /**
     * Begins.
     *
     * @param notes takes lines that stay
     */
    public SyncProgress(InstantSource clock, Consumer<String> notes) {
        this.clock = clock;
        this.notes = notes;
        this.changes = new RateMeter(clock);
    }

    @Override
    public synchronized void reached(LogPosition position, Done now, Instant source) {
        changes.add((double) (now.changes() - done.changes()));
        done = now;
        at = source;
        trend();
    }

    /** Said at most once a minute, and only while every minute ends further behind than it began. */
    private void trend() {
        Instant now = clock.instant();
        if (trendSince.plus(TREND).isAfter(now)) {
            return;
        }
        Duration lag = lag(now);
        if (!trendSince.equals(Instant.EPOCH) && lag.compareTo(trendLag.plus(Duration.ofSeconds(10))) > 0) {
            notes.accept("falls behind: " + Figures.duration(lag) + " after " + Figures.duration(trendLag)
                    + " a minute ago; the source writes faster than the target takes it");
        }
        trendSince = now;
        trendLag = lag;
    }

    private Duration lag(Instant now) {
        Duration lag = Duration.between(at, now);
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    @Override
    public synchronized void worked(Done now, long tasksLeft) {
        done = now;
        tasks = tasksLeft;
    }

    @Override
    public void noted(String note) {
        notes.accept(note);
    }

    /** Returns how far it is now. */
    public synchronized Frame frame() {
        String lag = at.equals(Instant.EPOCH) ? "" : ", " + Figures.duration(lag(clock.instant())) + " behind";
        return new Frame(
                List.of(),
                "following: " + Figures.count(done.changes(), "change") + ", "
                        + Figures.rate(changes.perSecond(), "changes") + ", " + Figures.count(done.written(), "item")
                        + " written, " + Figures.count(done.removed()) + " removed"
                        + (tasks == 0 ? "" : ", " + Figures.count(tasks, "task") + " left") + lag);
    }
}
