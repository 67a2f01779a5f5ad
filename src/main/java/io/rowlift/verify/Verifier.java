package io.rowlift.verify;

import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Range;
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
import java.util.Set;

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
        try (ExpectedKeys expected = ExpectedKeys.create(options.scratch(), options.workers())) {
            List<VerifiedEntity> compared = sourceToTarget(expected, listener, Expiry.of(mapping, target, begin));
            List<Collision> shared = shared(expected.seal());
            List<VerifiedTable> scanned = targetToSource(expected, listener);
            return new Verification(
                    compared, scanned, shared, options.notices(), Duration.between(begin, Instant.now()));
        } catch (IOException | UncheckedIOException e) {
            throw new FailedException(
                    "the directory \"" + options.scratch() + "\" cannot be used ("
                            + e.getClass().getSimpleName() + ")",
                    "it needs 32 bytes for each expected item; make room and verify again",
                    e);
        }
    }

    private List<VerifiedEntity> sourceToTarget(ExpectedKeys expected, VerifyListener listener, Expiry expiry) {
        try (Workers workers = new Workers(options.workers(), signal)) {
            List<EntityTally> tallies = entities.stream()
                    .map(entity -> {
                        EntityTally tally = new EntityTally(entity.entity(), options.first(), expiry);
                        queue(new EntityComparison(entity, target, expected, tally, listener), workers);
                        return tally;
                    })
                    .toList();
            workers.await();
            return tallies.stream().map(EntityTally::result).toList();
        }
    }

    private void queue(EntityComparison entity, Workers workers) {
        List<Range> ranges = entity.reading().reader().split(options.rangeRows());
        entity.listener().planned(entity.reading().entity(), ranges.size());
        for (Range range : ranges) {
            workers.add(stop -> entity.compare(range, options.chunk(), stop));
        }
    }

    /** Names the rows behind equal keys: they have to be read once more, which only happens where there are such keys. */
    private List<Collision> shared(Set<KeyHash> repeated) {
        Collisions collisions = new Collisions(repeated, repeated.size());
        if (!repeated.isEmpty()) {
            try (Workers workers = new Workers(options.workers(), signal)) {
                for (EntityReading entity : entities) {
                    OwnerSearch search = new OwnerSearch(entity, collisions);
                    for (Range range : entity.reader().split(options.rangeRows())) {
                        workers.add(stop -> search.search(range, options.chunk(), stop));
                    }
                }
                workers.await();
            }
        }
        return collisions.found();
    }

    private List<VerifiedTable> targetToSource(ExpectedKeys expected, VerifyListener listener) {
        OwnKeys own = new OwnKeys(mapping);
        Map<String, TableTally> tallies = new LinkedHashMap<>();
        for (String table : mapping.tables().keySet()) {
            TableTally tally = new TableTally(table, options.first());
            tallies.put(table, tally);
            KeyScan scan = new KeyScan(tally, options.shared() ? own : null, expected, signal, listener);
            target.scanKeys(table, scan);
        }
        return tallies.values().stream().map(TableTally::result).toList();
    }
}
