package io.rowlift.job.testing;

import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Range;
import io.rowlift.problem.Problem;
import io.rowlift.schema.Row;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.target.Claim;
import io.rowlift.target.RowMirror;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tables in memory that outlive the processes which write to them. A transaction is one moment under a lock: rows and
 * entry come together or not at all, and a row comes a second time when it is written a second time.
 */
public final class MemoryRowTarget implements RowTarget {

    private final TargetSchema schema;
    private final Map<String, List<String>> rows = new TreeMap<>();
    private final Map<String, Map<Integer, RowWriter.Standing>> ledger = new HashMap<>();
    private final List<String> emptied = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private volatile Predicate<Row> refusing = row -> String.valueOf(row.get(1)).startsWith("bad");
    private int most = Integer.MAX_VALUE;
    private volatile boolean dead;

    public MemoryRowTarget(TargetSchema schema) {
        this.schema = schema;
        schema.tables().forEach(table -> clear(table));
    }

    /** Returns the rows of all tables, sorted, as {@code User 1 row 1}. */
    public synchronized List<String> rows() {
        List<String> all = new ArrayList<>();
        rows.forEach((table, held) -> held.forEach(row -> all.add(table + " " + row)));
        all.sort(null);
        return all;
    }

    /** Returns what the ledger says of a range. */
    public synchronized Optional<RowWriter.Standing> standing(String table, int range) {
        return Optional.ofNullable(ledger.get(table).get(range));
    }

    /** Sets a table back to an earlier state of it, as a restored backup does. */
    public synchronized void restore(String table, int range, RowWriter.@Nullable Standing standing) {
        if (standing == null) {
            ledger.get(table).remove(range);
        } else {
            ledger.get(table).put(range, standing);
        }
    }

    /** Takes rows away, behind the ledger's back. */
    public synchronized void remove(String table, Predicate<String> some) {
        rows.get(table).removeIf(some);
    }

    /** Returns which tables were emptied, in order. */
    public synchronized List<String> emptied() {
        return List.copyOf(emptied);
    }

    /** Returns what was made after the rows. */
    public synchronized List<String> made() {
        return List.copyOf(made);
    }

    /** Says which rows cannot be held. */
    public void refusing(Predicate<Row> some) {
        refusing = some;
    }

    /** Takes no more than so many rows in one transaction. */
    public void most(int rowsAtOnce) {
        most = rowsAtOnce;
    }

    /** Accepts nothing more: the process that writes has died, or a new one lives. */
    public void dead(boolean is) {
        dead = is;
    }

    @Override
    public String identity() {
        return "memory tables";
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        return Claim.Answer.GRANTED;
    }

    @Override
    public List<Problem> check(boolean takeOver) {
        return List.of();
    }

    @Override
    public void prepare() {
        live();
    }

    @Override
    public Traffic traffic() {
        return new Traffic(written.get(), written.get() * 100, 0);
    }

    @Override
    public RowMirror mirror() {
        throw new UnsupportedOperationException("nothing in this package follows a source");
    }

    @Override
    public Content content() {
        return new Content() {
            @Override
            public RowWriter writer(TargetTable table) {
                return new Writer(table);
            }

            @Override
            public void empty(TargetTable table) {
                live();
                clear(table);
                emptied.add(table.copy().name());
            }
        };
    }

    @Override
    public synchronized void complete(List<Sequence> sequences, BiConsumer<Phase, String> progress) {
        live();
        for (TargetTable table : schema.tables()) {
            String index = "index \"" + table.copy().name() + "_text\"";
            progress.accept(Phase.INDEXES, index);
            made.add(index);
        }
        for (TargetTable table : schema.tables()) {
            long counted = ledger.get(table.copy().name()).values().stream()
                    .mapToLong(RowWriter.Standing::written)
                    .sum();
            if (counted != rows.get(table.copy().name()).size()) {
                throw new IllegalStateException(table.copy().name() + " does not hold what its ledger says");
            }
        }
    }

    @Override
    public void close() {}

    private synchronized void clear(TargetTable table) {
        rows.put(table.copy().name(), new ArrayList<>());
        ledger.put(table.copy().name(), new HashMap<>());
    }

    private void live() {
        if (dead) {
            throw new IllegalStateException("the process is dead");
        }
    }

    private final class Writer implements RowWriter {

        private final TargetTable table;
        private final String name;

        Writer(TargetTable table) {
            this.table = table;
            this.name = table.copy().name();
        }

        @Override
        public Optional<Standing> standing(int range) {
            return MemoryRowTarget.this.standing(name, range);
        }

        @Override
        public Standing write(Portion portion, Consumer<List<Rejected>> beforeCommit) {
            int done = 0;
            Standing standing = standing(portion.range()).orElse(Standing.NONE);
            do {
                int end = Math.min(portion.rows().size(), done + most);
                standing = commit(portion, done, end, standing, beforeCommit);
                done = end;
            } while (done < portion.rows().size());
            return standing;
        }

        private Standing commit(
                Portion portion, int from, int to, Standing before, Consumer<List<Rejected>> beforeCommit) {
            List<Rejected> rejects = new ArrayList<>();
            List<String> held = new ArrayList<>();
            for (Row row : portion.rows().subList(from, to)) {
                if (refusing.test(row)) {
                    long number = before.rows() + held.size() + rejects.size();
                    rejects.add(new Rejected(number, row, "column \"text\" is bad"));
                } else {
                    held.add(row.get(0) + " " + row.get(1));
                }
            }
            if (!rejects.isEmpty()) {
                beforeCommit.accept(rejects);
            }
            boolean whole = table.copy().whole() || to == from;
            Standing after = new Standing(
                    whole
                            ? before.position()
                            : portion.position().apply(portion.rows().get(to - 1)),
                    before.rows() + to - from,
                    before.written() + held.size(),
                    portion.last() && to == portion.rows().size());
            synchronized (MemoryRowTarget.this) {
                live();
                if (!standing(portion.range()).orElse(Standing.NONE).equals(before)) {
                    throw new IllegalStateException("somebody else writes range " + portion.range() + " of " + name);
                }
                rows.get(name).addAll(held);
                ledger.get(name).put(portion.range(), after);
                written.addAndGet(held.size());
            }
            return after;
        }

        @Override
        public Optional<RangeBytes.Format> format() {
            return Optional.empty();
        }

        @Override
        public Optional<Standing> pass(Range range, RangeBytes bytes) {
            throw new UnsupportedOperationException("there is no format");
        }

        @Override
        public void close() {}
    }
}
