package io.rowlift.verify;

import io.rowlift.job.store.StateFailure;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import io.rowlift.verify.Verification.Repair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
     * @throws io.rowlift.problem.RefusedException naming the item of the mapping whose key has no text of its own
     */
    public static void requirePrunable(Mapping mapping, List<EntityReading> entities) {
        OwnKeys.requireUnmistakable(mapping, entities);
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
            List<String> notices = new ArrayList<>(options.notices());
            remembered(plan).ifPresent(notices::add);
            compareSlices(plan, listener);
            boolean everything = options.sample() == 0;
            SharedItems shared = SharedItems.NONE;
            List<VerifiedTable> tables = List.of();
            if (everything) {
                expected.seal(plan.slices());
                shared = new OwnerSearch(rendering, expected).search(plan.slices(), options.first());
                tables = search().run(own(), plan.slices(), rendering, listener);
            }
            return new Verification(
                    options.sample(),
                    entities(plan),
                    tables,
                    shared,
                    List.of(),
                    notices,
                    notCompared(),
                    null,
                    plan.began(),
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
        List<Question> patterns = mapping.patterns().values().stream()
                .map(pattern -> Question.of(pattern, mapping))
                .toList();
        try {
            Map<String, List<Question.Asked>> questions =
                    new PatternQuestions(store, rendering).about(patterns, plan.slices());
            PatternCheck check = new PatternCheck(
                    mapping, rendering.signal(), source, target, expiry, incomplete(found), options.first());
            return found.answered(check.ask(patterns, questions));
        } catch (IOException | UncheckedIOException e) {
            throw unusable(options, e);
        }
    }

    /** Returns the tables that lack items of rejected rows, which SQL counts. */
    private Set<String> incomplete(Verification found) {
        Set<String> tables = new HashSet<>();
        for (VerifiedEntity entity : found.entities()) {
            if (entity.rejected() > 0) {
                Objects.requireNonNull(mapping.entities().get(entity.entity()), "an unknown entity")
                        .items()
                        .forEach(item -> tables.add(item.table()));
            }
        }
        return tables;
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
        if (options.sample() > 0) {
            throw new IllegalArgumentException("a sample does not tell which items several rows make");
        }
        try {
            Plan plan = Objects.requireNonNull(begun, "nothing was compared");
            store.beginMending();
            Repair mended = mend(found, plan, writer);
            if (exports == null || found.extra() == 0) {
                return found.mended(mended.and(new Repair(0, 0, 0, 0, found.extra(), List.of())));
            }
            return found.mended(mended.and(prune(plan, writer, exports)));
        } catch (IOException | UncheckedIOException e) {
            throw unusable(options, e);
        }
    }

    private Repair prune(Plan plan, ItemTarget writer, Path exports) throws IOException {
        Pruning pruning = new Pruning(store, writer, own(), exports);
        try (pruning) {
            pruning.prune(search().parts(), plan.slices(), rendering, signal::stopRequested);
        }
        return pruning.done();
    }

    private Repair mend(Verification found, Plan plan, ItemTarget writer) throws IOException {
        try (SortedHashes shared = expected.openShared()) {
            Mending mending = new Mending(writer, Expiry.of(mapping, target, plan.began()), shared, options.chunk());
            if (found.repairable() > 0) {
                mend(plan, mending);
            }
            return new Repair(mending.written(), 0, 0, mending.before(), mending.left(), List.of());
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

    private TargetSearch search() {
        return new TargetSearch(List.copyOf(mapping.tables().keySet()), target, options, signal, store, expected);
    }

    /** What an earlier run has compared is as old as that run: source and target may be others since. */
    private Optional<String> remembered(Plan plan) {
        long done = plan.slices().stream()
                .filter(slice -> store.slice(slice).exists())
                .count();
        return done == 0
                ? Optional.empty()
                : Optional.of("this comparison goes on with one that began at "
                        + plan.began().truncatedTo(ChronoUnit.SECONDS) + ": " + done + " of "
                        + plan.slices().size()
                        + " ranges of rows were compared before and are not looked at again; \"--restart\" looks at"
                        + " everything again");
    }

    private Plan plan() throws IOException {
        Optional<Plan> known = options.restart() ? Optional.empty() : store.plan();
        // what was found in a table of one's own says nothing about whose the items of a shared one are
        String stamp = options.stamp() + "\nsample " + options.sample() + "\nshared " + options.shared();
        boolean current = !store.mending() || options.repair();
        if (current && known.isPresent() && known.get().stamp().equals(stamp)) {
            return known.get();
        }
        Map<String, AggregateReader> readers = new LinkedHashMap<>();
        rendering.readings().forEach((entity, reading) -> readers.put(entity, reading.reader()));
        Planning planning = new Planning(readers, options.rangeRows());
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
            Candidates candidates = new Candidates(mapping, expiry);
            SliceCounts counts;
            try (keys) {
                SliceComparison comparison = new SliceComparison(
                        rendering.reading(slice.entity()), target, expiry, out, keys, candidates, listener);
                counts = comparison.run(slice, options.chunk(), stop);
            }
            if (!candidates.found().isEmpty()) {
                store.keep(slice, candidates.found());
            }
            SliceCounts runs = new SliceCounts(0, 0, 0, 0, 0, 0, 0, keys.runs().size());
            out.commit(counts.plus(runs).fields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.rangeDone(slice.entity());
    }

    private @Nullable OwnKeys own() {
        return options.shared()
                ? new OwnKeys(mapping, List.copyOf(rendering.readings().values()))
                : null;
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
        IOException cause = e instanceof UncheckedIOException unchecked
                ? Objects.requireNonNull(unchecked.getCause())
                : (IOException) e;
        return StateFailure.of(
                "the directory \"" + options.directory() + "\"",
                "it needs 32 bytes for each expected item; check its permissions and the free space on its disk, and"
                        + " run"
                        + " the same command again",
                cause);
    }
}
