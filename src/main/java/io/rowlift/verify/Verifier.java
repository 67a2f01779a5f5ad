package io.rowlift.verify;

import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.source.EntityReading;
import io.rowlift.target.TargetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares everything that a mapping's rows make with everything that the target holds. Reads only. */
public final class Verifier {

    private final Mapping mapping;
    private final List<EntityReading> entities;
    private final TargetReader target;
    private final VerifyOptions options;
    private final RunSignal signal;

    /**
     * Brings together what a comparison needs; touches nothing yet.
     *
     * @param entities all entities of the mapping, in its order
     * @param signal ends the comparison, which then has to begin again
     */
    public Verifier(
            Mapping mapping,
            List<EntityReading> entities,
            TargetReader target,
            VerifyOptions options,
            RunSignal signal) {
        this.mapping = mapping;
        this.entities = List.copyOf(entities);
        this.target = target;
        this.options = options;
        this.signal = signal;
    }

    /**
     * Compares, source first.
     *
     * @throws FailedException when the scratch directory cannot be written, or when source or target fail for good
     * @throws io.rowlift.problem.StoppedException when the signal stopped it
     */
    public Verification compare(VerifyListener listener) {
        Instant begin = Instant.now();
        try (ExpectedKeys expected = ExpectedKeys.create(options.scratch().resolve("expected"));
                ScannedKeys found = ScannedKeys.create(options.scratch().resolve("found"))) {
            List<VerifiedEntity> compared = sourceToTarget(expected, listener, begin);
            List<VerifiedTable> scanned = targetToSource(expected, found, listener);
            return new Verification(compared, scanned, Duration.between(begin, Instant.now()));
        } catch (IOException | UncheckedIOException e) {
            throw new FailedException(
                    "the directory \"" + options.scratch() + "\" cannot be used ("
                            + e.getClass().getSimpleName() + ")",
                    "it needs 16 bytes for each expected and about 100 for each found item; make room and verify again",
                    e);
        }
    }

    private List<VerifiedEntity> sourceToTarget(ExpectedKeys expected, VerifyListener listener, Instant now) {
        Map<String, TableDesign> tables = mapping.tables();
        try (RangeWorkers workers = new RangeWorkers(options.workers(), signal)) {
            List<EntityTally> tallies = entities.stream()
                    .map(entity -> {
                        EntityTally tally = new EntityTally(entity.entity(), options.first(), now);
                        workers.add(new EntityComparison(entity, tables, target, expected, tally, listener), options);
                        return tally;
                    })
                    .toList();
            workers.await();
            return tallies.stream().map(EntityTally::result).toList();
        }
    }

    private List<VerifiedTable> targetToSource(ExpectedKeys expected, ScannedKeys found, VerifyListener listener)
            throws IOException {
        OwnKeys own = new OwnKeys(mapping);
        Map<String, TableTally> tallies = new LinkedHashMap<>();
        for (String table : mapping.tables().keySet()) {
            TableTally tally = new TableTally(table, options.first());
            tallies.put(table, tally);
            KeyScan scan = new KeyScan(tally, options.shared() ? own : null, found, signal, listener);
            target.scanKeys(table, scan);
        }
        found.notIn(expected, key -> {
            TableTally tally = tallies.get(key.table());
            if (tally != null) {
                tally.extra(key);
            }
        });
        return tallies.values().stream().map(TableTally::result).toList();
    }
}
