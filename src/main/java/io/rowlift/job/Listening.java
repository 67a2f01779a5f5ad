package io.rowlift.job;

import io.rowlift.job.store.SyncLedger;
import io.rowlift.plan.Job;
import io.rowlift.problem.Problem;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.LogPosition;
import io.rowlift.source.Tracing;
import io.rowlift.source.Watchlist;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the source keep its changes from before the first row is read, for a job whose target is to follow it by the
 * source's log.
 *
 * @param setting what the migration is made of
 */
record Listening(Setting setting) {

    /** How long sync may be away: over a weekend, somebody hears of it on Monday. */
    private static final Duration OUTAGE = Duration.ofDays(3);

    /** Returns whether the job wants it. */
    boolean wanted() {
        Job.Sync sync = setting.job().sync();
        return sync != null && sync.mode() == Job.Sync.Mode.LOG;
    }

    /** Returns whether an earlier run has begun. */
    boolean begun() {
        return ledger().standing().isPresent();
    }

    /** Returns everything that would keep the source's changes from being heard; nothing is there to hear without sync. */
    List<Problem> problems(List<Unit> units) {
        return wanted() && !begun() ? log(units).check() : List.of();
    }

    /** Begins. */
    void begin(List<Unit> units) {
        setting.signal().checkWrite();
        LogPosition position = log(units).begin();
        ledger().begin(position.text(), position.order(), Instant.now());
    }

    /** Returns the source's log, for everything that some units read. */
    ChangeLog log(List<Unit> units) {
        return setting.source()
                .log(watchlist(units)
                        .capture(
                                Capture.name(
                                        setting.job().name(), setting.store().id()),
                                OUTAGE));
    }

    /** Returns what has to be watched for some units. */
    static Watchlist watchlist(List<Unit> units) {
        Map<String, Tracing> tracings = new LinkedHashMap<>();
        units.forEach(unit -> tracings.put(unit.name(), unit.reader().tracing()));
        return new Watchlist(tracings);
    }

    private SyncLedger ledger() {
        return setting.store().syncLedger();
    }
}
