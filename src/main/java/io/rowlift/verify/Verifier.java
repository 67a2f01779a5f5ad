package io.rowlift.verify;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import io.rowlift.target.TargetReader.Segment;
import io.rowlift.verify.Verification.Repair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares everything that a mapping's rows make with everything that the target holds, part by part. What is done is
 * remembered, so that a comparison that was stopped or killed goes on and ends with the same answer.
 */
public final class Verifier implements AutoCloseable {

    /** Below it a table is not worth more requests at the same time. */
    private static final int FEWEST_SEGMENTS = 4;

    /** DynamoDB's limit. */
    private static final int MOST_SEGMENTS = 1_000_000;

    private final Mapping mapping;
    private final TargetReader target;
    private final VerifyOptions options;
    private final RunSignal signal;
    private final Rendering rendering;
    private final VerifyStore store;
    private final ExpectedKeys expected;
    private @Nullable Plan begun;

    private Verifier(
            Mapping mapping,
            List<EntityReading> entities,
            TargetReader target,
            VerifyOptions options,
            RunSignal signal,
            VerifyStore store) {
        Map<String, EntityReading> readings = new LinkedHashMap<>();
        entities.forEach(entity -> readings.put(entity.entity(), entity));
        this.mapping = mapping;
        this.target = target;
        this.options = options;
        this.signal = signal;
        this.rendering = new Rendering(readings, options.workers(), options.chunk(), signal);
        this.store = store;
        this.expected = new ExpectedKeys(store);
    }

    /**
     * Brings together what a comparison needs; reads nothing yet.
     *
     * @param entities all entities of the mapping, in its order
     * @param signal stops the comparison, which can be continued
     * @throws FailedException when the directory cannot be used
     * @throws io.rowlift.problem.RefusedException when another process compares for this job
     */
    public static Verifier open(
            Mapping mapping,
            List<EntityReading> entities,
            TargetReader target,
            VerifyOptions options,
            RunSignal signal) {
        try {
            return new Verifier(mapping, entities, target, options, signal, VerifyStore.open(options.directory()));
        } catch (IOException e) {
            throw unusable(options, e);
        }
    }

    /**
     * Makes sure, before extra items of shared tables are removed, that no item of others can be taken for one.
     *
     * @throws io.rowlift.problem.RefusedException naming the item of the mapping whose key has nothing but values
     */
    public static void requirePrunable(Mapping mapping) {
        OwnKeys.requireUnmistakable(mapping);
    }

    /**
     * Compares, source first, or goes on with it.
     *
     * @throws FailedException when the directory cannot be written, or when source or target fail for good
     * @throws io.rowlift.problem.StoppedException when the signal stopped it
     */
    public Verification compare(VerifyListener listener) {
        Instant begin = Instant.now();
        try {
            Plan plan = plan();
            begun = plan;
            compareSlices(plan, listener);
            boolean everything = options.sample() == 0;
            List<Collision> shared = everything
                    ? new OwnerSearch(rendering, expected).search(plan.slices(), expected.seal(plan.slices()))
                    : List.of();
            List<VerifiedTable> tables = everything ? search(listener) : List.of();
            return new Verification(
                    options.sample(),
                    entities(plan),
                    tables,
                    shared,
                    List.of(),
                    options.notices(),
                    notCompared(),
                    null,
                    Duration.between(begin, Instant.now()));
        } catch (IOException | UncheckedIOException e) {
            throw unusable(options, e);
        }
    }

    /**
     * Asks the mapping's access patterns for the keys of real items.
     *
     * @param found by this object
     * @param source counts what the patterns' SQL counts
     * @return the same outcome with the answers
     */
    public Verification ask(Verification found, Source source) {
        Plan plan = Objects.requireNonNull(begun, "nothing was compared");
        Expiry expiry = Expiry.of(mapping, target, plan.began());
        return found.answered(
                new PatternCheck(mapping, rendering, source, target, expiry, options.first()).ask(plan.slices()));
    }

    /**
     * Renders what is missing or different again, writes it, and compares it once more.
     *
     * @param found by this object
     * @param writer the target, which must be this migration's, under its lease
     * @param exports where extra items are written to before they are removed; null to leave them where they are
     * @return the same outcome with what was mended
     * @throws FailedException when the directory cannot be written, or when source or target fail for good
     * @throws io.rowlift.problem.StoppedException when the signal stopped it
     */
    public Verification repair(Verification found, ItemTarget writer, @Nullable Path exports) {
        try {
            Plan plan = Objects.requireNonNull(begun, "nothing was compared");
            Set<ItemKey> untouched = new LinkedHashSet<>();
            found.shared().forEach(pair -> untouched.add(pair.key()));
            Mending mending = new Mending(writer, Expiry.of(mapping, target, plan.began()), untouched, options.chunk());
            if (found.repairable() > 0) {
                mend(plan, mending);
            }
            if (exports == null || found.extra() == 0) {
                return found.mended(new Repair(mending.written(), 0, 0, mending.left() + found.extra(), List.of()));
            }
            try (Pruning pruning = new Pruning(store, writer, exports)) {
                pruning.prune(segmentFiles(), plan.slices(), rendering, signal::stopRequested);
                return found.mended(new Repair(
                        mending.written(),
                        pruning.pruned(),
                        pruning.claimed(),
                        mending.left() + pruning.left(),
                        pruning.files()));
            }
        } catch (IOException | UncheckedIOException e) {
            throw unusable(options, e);
        }
    }

    private void mend(Plan plan, Mending mending) throws IOException {
        try (Workers workers = new Workers(options.workers(), signal)) {
            for (Slice slice : plan.slices()) {
                PartFile part = store.slice(slice);
                SliceCounts counts = SliceCounts.of(part.counts());
                if (counts.missing() + counts.different() > 0) {
                    EntityReading reading = rendering.reading(slice.entity());
                    workers.add(stop -> {
                        try {
                            mending.mend(reading, part, stop);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                }
            }
            workers.await();
        }
    }

    private List<PartFile> segmentFiles() throws IOException {
        List<PartFile> files = new ArrayList<>();
        for (int table = 0; table < mapping.tables().size(); table++) {
            for (int segment = 0; segment < segments(); segment++) {
                files.add(store.segment(table, segment));
            }
        }
        return files;
    }

    private Plan plan() throws IOException {
        Optional<Plan> known = options.restart() ? Optional.empty() : store.plan();
        String stamp = options.stamp() + "\nsample " + options.sample();
        if (known.isPresent() && known.get().stamp().equals(stamp)) {
            return known.get();
        }
        Planning planning = new Planning(List.copyOf(rendering.readings().values()), options.rangeRows());
        List<Slice> slices = options.sample() == 0 ? planning.everything() : planning.sample(options.sample());
        Plan plan = new Plan(stamp, Instant.now().truncatedTo(ChronoUnit.MILLIS), slices);
        store.begin(plan);
        return plan;
    }

    private void compareSlices(Plan plan, VerifyListener listener) throws IOException {
        Expiry expiry = Expiry.of(mapping, target, plan.began());
        Map<String, List<Slice>> byEntity = byEntity(plan);
        byEntity.forEach((entity, slices) -> listener.planned(entity, slices.size()));
        try (Workers workers = new Workers(options.workers(), signal)) {
            for (Slice slice : plan.slices()) {
                if (store.slice(slice).exists()) {
                    SliceCounts counts = SliceCounts.of(store.slice(slice).counts());
                    listener.remembered(slice.entity(), counts.rows(), counts.items());
                    listener.rangeDone(slice.entity());
                } else {
                    workers.add(stop -> compare(slice, expiry, listener, stop));
                }
            }
            workers.await();
        }
    }

    private void compare(Slice slice, Expiry expiry, VerifyListener listener, BooleanSupplier stop) {
        try (PartFile.Writer out = store.slice(slice).write()) {
            HashRuns keys = expected.collect(slice);
            SliceCounts counts;
            try (keys) {
                SliceComparison comparison =
                        new SliceComparison(rendering.reading(slice.entity()), target, expiry, out, keys, listener);
                counts = comparison.run(slice, options.chunk(), stop);
            }
            SliceCounts runs = new SliceCounts(0, 0, 0, 0, 0, 0, 0, keys.runs().size());
            out.commit(counts.plus(runs).fields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.rangeDone(slice.entity());
    }

    private List<VerifiedTable> search(VerifyListener listener) throws IOException {
        List<String> tables = List.copyOf(mapping.tables().keySet());
        try (SortedHashes keys = expected.open();
                Workers workers = new Workers(options.workers(), signal)) {
            OwnKeys own = options.shared() ? new OwnKeys(mapping) : null;
            int segments = segments();
            for (int table = 0; table < tables.size(); table++) {
                for (int segment = 0; segment < segments; segment++) {
                    PartFile part = store.segment(table, segment);
                    if (part.exists()) {
                        listener.scanned(SegmentCounts.of(part.counts()).items());
                    } else {
                        String name = tables.get(table);
                        Segment which = new Segment(segment, segments);
                        workers.add(stop -> search(name, which, part, own, keys, listener, stop));
                    }
                }
            }
            workers.await();
        }
        List<VerifiedTable> verified = new ArrayList<>();
        Outcome outcome = new Outcome(store, options.first());
        for (int table = 0; table < tables.size(); table++) {
            verified.add(outcome.table(tables.get(table), table, segments()));
        }
        return verified;
    }

    private void search(
            String table,
            Segment segment,
            PartFile part,
            @Nullable OwnKeys own,
            SortedHashes keys,
            VerifyListener listener,
            BooleanSupplier stop) {
        try (PartFile.Writer out = part.write()) {
            SegmentSearch search = new SegmentSearch(target, own, keys, out, listener);
            out.commit(search.run(table, segment, stop).fields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many as there should be parts of the wanted size: depends on what is remembered alone. */
    private int segments() throws IOException {
        try (SortedHashes keys = expected.open()) {
            return (int) Math.max(FEWEST_SEGMENTS, Math.min(MOST_SEGMENTS, keys.size() / options.segmentItems() + 1));
        }
    }

    private List<VerifiedEntity> entities(Plan plan) throws IOException {
        Outcome outcome = new Outcome(store, options.first());
        Details details = new Details(rendering, target);
        Map<String, List<Slice>> slices = byEntity(plan);
        List<VerifiedEntity> verified = new ArrayList<>();
        for (String entity : rendering.readings().keySet()) {
            VerifiedEntity found = outcome.entity(entity, slices.getOrDefault(entity, List.of()));
            verified.add(options.showValues() ? details.of(found) : found);
        }
        return verified;
    }

    private static Map<String, List<Slice>> byEntity(Plan plan) {
        Map<String, List<Slice>> slices = new LinkedHashMap<>();
        plan.slices()
                .forEach(slice -> slices.computeIfAbsent(slice.entity(), entity -> new ArrayList<>())
                        .add(slice));
        return slices;
    }

    private List<String> notCompared() {
        List<String> not = new ArrayList<>();
        if (options.sample() > 0) {
            not.add("rows that are not in the sample");
            not.add("items that no row makes");
        }
        if (options.shared()) {
            not.add("items whose keys match no template of the mapping, because the tables are shared");
        }
        not.add("what indexes hold, but for what the access patterns read");
        return not;
    }

    /** Forgets what is remembered: the outcome is known, and the next comparison begins anew. */
    public void forget() {
        try {
            store.clear();
        } catch (IOException e) {
            throw unusable(options, e);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (IOException e) {
            throw unusable(options, e);
        }
    }

    private static FailedException unusable(VerifyOptions options, Exception e) {
        Exception cause =
                e instanceof UncheckedIOException unchecked ? Objects.requireNonNull(unchecked.getCause()) : e;
        return new FailedException(
                "the directory \"" + options.directory() + "\" cannot be used ("
                        + cause.getClass().getSimpleName() + ")",
                "it needs 32 bytes for each expected item; make room and run the same command again",
                e);
    }
}
