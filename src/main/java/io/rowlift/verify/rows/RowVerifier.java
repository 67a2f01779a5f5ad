package io.rowlift.verify.rows;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.job.store.StateFailure;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Source;
import io.rowlift.target.Translation;
import io.rowlift.verify.Plan;
import io.rowlift.verify.Planning;
import io.rowlift.verify.Slice;
import io.rowlift.verify.VerifyListener;
import io.rowlift.verify.VerifyOptions;
import io.rowlift.verify.VerifyStore;
import io.rowlift.verify.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Compares all rows of a copy with all rows of its source. Both sides are read once, range by range and in no step with
 * each other; of each row a trace is written down: the hashes of its key and of its values in canonical form, and the key.
 * Then the traces of both sides are brought together, which finds missing, different and extra rows at once, whatever the
 * two engines take for equal or for the order of keys. What differs is read once more.
 *
 * <p>What is done is remembered, so that a comparison that was stopped or killed goes on and ends with the same answer.
 */
public final class RowVerifier implements AutoCloseable {

    /** Files of findings per table, each of so many buckets that all are covered. */
    private static final int GROUPS = 16;

    private static final int GROUP_BUCKETS = TraceFile.BUCKETS / GROUPS;

    private final Map<String, ComparedTable> tables;
    private final VerifyOptions options;
    private final RunSignal signal;
    private final VerifyStore store;

    private RowVerifier(Map<String, ComparedTable> tables, VerifyOptions options, RunSignal signal, VerifyStore store) {
        this.tables = tables;
        this.options = options;
        this.signal = signal;
        this.store = store;
    }

    /**
     * Holds the tables of a copy against what source and target have; reads no rows yet.
     *
     * @param target the target, opened for reading as a source is
     * @param signal stops the comparison, which can be continued
     * @throws FailedException when the directory cannot be used
     * @throws io.rowlift.problem.RefusedException when another process compares for this job, or when the target lacks a
     *     table or a column
     */
    public static RowVerifier open(
            TargetSchema schema,
            Translation translation,
            Source source,
            Source target,
            VerifyOptions options,
            RunSignal signal) {
        Map<String, ComparedTable> tables = new LinkedHashMap<>();
        for (TargetTable table : schema.tables()) {
            ComparedTable compared = ComparedTable.of(table, translation.check(table), source, target);
            tables.put(compared.name(), compared);
        }
        try {
            return new RowVerifier(tables, options, signal, VerifyStore.open(options.directory()));
        } catch (IOException e) {
            throw unusable(options, e);
        }
    }

    /**
     * Compares, or goes on with it.
     *
     * @throws FailedException when the directory cannot be written, or when source or target fail for good
     * @throws io.rowlift.problem.StoppedException when the signal stopped it
     */
    public RowVerification compare(VerifyListener listener) {
        Instant begin = Instant.now();
        try {
            Plan plan = plan();
            List<String> notices = new ArrayList<>(options.notices());
            remembered(plan).ifPresent(notices::add);
            List<VerifiedRows> verified = options.sample() > 0 ? sampled(plan, listener) : everything(plan, listener);
            return new RowVerification(
                    options.sample(),
                    verified,
                    notices,
                    notCompared(),
                    plan.began(),
                    Duration.between(begin, Instant.now()));
        } catch (IOException | UncheckedIOException e) {
            throw unusable(options, e);
        }
    }

    private Plan plan() throws IOException {
        Optional<Plan> known = options.restart() ? Optional.empty() : store.plan();
        String stamp = options.stamp() + "\nsample " + options.sample();
        if (known.isPresent() && known.get().stamp().equals(stamp)) {
            return known.get();
        }
        List<Slice> slices = options.sample() > 0
                ? planning(Side.SOURCE, true).sample(options.sample())
                : both(
                        planning(Side.SOURCE, false).everything(),
                        planning(Side.TARGET, false).everything());
        Plan plan = new Plan(stamp, Instant.now().truncatedTo(ChronoUnit.MILLIS), slices);
        store.begin(plan);
        return plan;
    }

    private Planning planning(Side side, boolean keyed) {
        Map<String, AggregateReader> readers = new LinkedHashMap<>();
        tables.forEach((name, table) -> {
            if (!keyed || table.keyed()) {
                readers.put(place(side, name), table.reader(side));
            }
        });
        return new Planning(readers, options.rangeRows());
    }

    private static List<Slice> both(List<Slice> source, List<Slice> target) {
        List<Slice> all = new ArrayList<>(source);
        for (Slice slice : target) {
            all.add(new Slice(all.size(), slice.entity(), slice.range(), slice.rows(), slice.last()));
        }
        return all;
    }

    /** What a plan calls a table of a side. */
    private static String place(Side side, String table) {
        return side.name() + " " + table;
    }

    private static Side side(Slice slice) {
        return Side.valueOf(slice.entity().substring(0, slice.entity().indexOf(' ')));
    }

    private ComparedTable table(Slice slice) {
        return Objects.requireNonNull(tables.get(name(slice)), "a slice of an unknown table");
    }

    private static String name(Slice slice) {
        return slice.entity().substring(slice.entity().indexOf(' ') + 1);
    }

    private TraceFile traces(Slice slice) {
        return new TraceFile(store.directory().resolve("slice-" + slice.number()));
    }

    private JoinFile found(int table, int part) {
        return new JoinFile(store.directory().resolve("found-" + table + "-" + part));
    }

    private List<VerifiedRows> everything(Plan plan, VerifyListener listener) throws IOException {
        announce(plan, listener);
        try (Workers workers = new Workers(options.workers(), signal)) {
            for (Slice slice : plan.slices()) {
                if (traces(slice).exists()) {
                    recall(slice, listener);
                } else {
                    workers.add(stop -> trace(slice, listener, stop));
                }
            }
            workers.await();
        }
        listener.entered(VerifyListener.Phase.SEARCHING);
        join(plan);
        List<VerifiedRows> verified = new ArrayList<>();
        for (ComparedTable table : tables.values()) {
            verified.add(outcome(verified.size(), table, plan));
        }
        return verified;
    }

    private void announce(Plan plan, VerifyListener listener) {
        Map<String, Integer> ranges = new LinkedHashMap<>();
        plan.slices().forEach(slice -> ranges.merge(name(slice), 1, Integer::sum));
        ranges.forEach(listener::planned);
    }

    private void recall(Slice slice, VerifyListener listener) throws IOException {
        long rows = traces(slice).rows();
        if (side(slice) == Side.SOURCE) {
            listener.remembered(name(slice), rows, rows);
        }
        listener.rangeDone(name(slice));
    }

    private void trace(Slice slice, VerifyListener listener, BooleanSupplier stop) {
        try {
            new Tracing(table(slice), side(slice), options.chunk(), listener).trace(slice, traces(slice), stop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.rangeDone(name(slice));
    }

    private List<TraceFile> traces(Plan plan, Side side, ComparedTable table) {
        return plan.slices().stream()
                .filter(slice -> slice.entity().equals(place(side, table.name())))
                .map(this::traces)
                .toList();
    }

    private void join(Plan plan) throws IOException {
        List<ComparedTable> all = List.copyOf(tables.values());
        try (Workers workers = new Workers(options.workers(), signal)) {
            for (int number = 0; number < all.size(); number++) {
                ComparedTable table = all.get(number);
                List<TraceFile> source = traces(plan, Side.SOURCE, table);
                List<TraceFile> target = traces(plan, Side.TARGET, table);
                for (int group = 0; group < GROUPS; group++) {
                    JoinFile file = found(number, group);
                    int first = group * GROUP_BUCKETS;
                    if (!file.exists()) {
                        workers.add(stop -> join(table, source, target, file, first, stop));
                    }
                }
            }
            workers.await();
        }
    }

    private void join(
            ComparedTable table,
            List<TraceFile> source,
            List<TraceFile> target,
            JoinFile file,
            int first,
            BooleanSupplier stop) {
        try (JoinFile.Writer out = file.write()) {
            TraceJoin join = TraceJoin.of(source, target);
            Suspicion suspicion = new Suspicion(table, out, options.chunk());
            for (int bucket = first; bucket < first + GROUP_BUCKETS; bucket++) {
                Tracing.requireGoOn(stop);
                if (table.keyed()) {
                    join.keyed(bucket, suspicion::add);
                } else {
                    out.count(join.counted(bucket));
                }
            }
            suspicion.clear();
            out.count(new JoinFile.Counts(join.equal(), 0, 0, 0, 0, 0));
            out.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VerifiedRows outcome(int number, ComparedTable table, Plan plan) throws IOException {
        long source = rows(traces(plan, Side.SOURCE, table));
        long target = rows(traces(plan, Side.TARGET, table));
        FirstFindings first = new FirstFindings(options.first());
        JoinFile.Counts counts = JoinFile.Counts.ZERO;
        for (int group = 0; group < GROUPS; group++) {
            counts = counts.plus(found(number, group).read(first::add));
        }
        return verified(table, source, target, counts, first);
    }

    private static long rows(List<TraceFile> files) throws IOException {
        long rows = 0;
        for (TraceFile file : files) {
            rows += file.rows();
        }
        return rows;
    }

    private static VerifiedRows verified(
            ComparedTable table, long rows, long held, JoinFile.Counts counts, FirstFindings first) {
        return new VerifiedRows(
                table.name(),
                table.keyed(),
                rows,
                counts.rejected(),
                held,
                counts.equal(),
                counts.missing(),
                counts.different(),
                counts.extra(),
                counts.changed(),
                first.sorted());
    }

    /** A sample is compared again as a whole when it was interrupted: it is small. */
    private List<VerifiedRows> sampled(Plan plan, VerifyListener listener) throws IOException {
        announce(plan, listener);
        Map<Integer, Long> read = new ConcurrentHashMap<>();
        try (Workers workers = new Workers(options.workers(), signal)) {
            for (Slice slice : plan.slices()) {
                workers.add(stop -> {
                    Sampling sampling = new Sampling(table(slice), options.chunk(), listener);
                    try {
                        read.put(slice.number(), sampling.sample(slice, found(slice.number(), 0), stop));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    listener.rangeDone(name(slice));
                });
            }
            workers.await();
        }
        List<VerifiedRows> verified = new ArrayList<>();
        for (ComparedTable table : tables.values()) {
            if (table.keyed()) {
                verified.add(sampled(plan, table, read));
            }
        }
        return verified;
    }

    private VerifiedRows sampled(Plan plan, ComparedTable table, Map<Integer, Long> read) throws IOException {
        FirstFindings first = new FirstFindings(options.first());
        JoinFile.Counts counts = JoinFile.Counts.ZERO;
        long rows = 0;
        for (Slice slice : plan.slices()) {
            if (name(slice).equals(table.name())) {
                rows += Objects.requireNonNull(read.get(slice.number()), "a slice was left out");
                counts = counts.plus(found(slice.number(), 0).read(first::add));
            }
        }
        return verified(table, rows, 0, counts, first);
    }

    /** What an earlier run has compared is as old as that run: source and target may be others since. */
    private Optional<String> remembered(Plan plan) {
        long done =
                plan.slices().stream().filter(slice -> traces(slice).exists()).count();
        return done == 0
                ? Optional.empty()
                : Optional.of("this comparison goes on with one that began at "
                        + plan.began().truncatedTo(ChronoUnit.SECONDS) + ": " + done + " of "
                        + plan.slices().size()
                        + " ranges of rows were read before and are not read again; \"--restart\" looks at"
                        + " everything again");
    }

    private List<String> notCompared() {
        List<String> not = new ArrayList<>();
        if (options.sample() > 0) {
            not.add("rows that are not in the sample");
            not.add("rows of the target that the source does not have");
        }
        for (ComparedTable table : tables.values()) {
            if (options.sample() > 0 && !table.keyed()) {
                not.add("table \"" + table.name() + "\", whose rows have no key");
            }
            for (ComparedColumn column : table.columns()) {
                if (!column.canonical().compared()) {
                    not.add("column \"" + column.source() + "\" of table \"" + table.name() + "\": "
                            + column.canonical().comparison());
                }
            }
        }
        not.add("indexes, foreign keys, sequences and defaults: \"migrate\" makes and checks them");
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
                "it needs about 50 bytes and its key for each row of both sides; check its permissions and the free space"
                        + " on its disk, and run the same command again",
                cause);
    }
}
