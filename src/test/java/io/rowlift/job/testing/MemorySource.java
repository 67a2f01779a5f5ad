package io.rowlift.job.testing;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Family;
import io.rowlift.schema.Key;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unread;
import io.rowlift.source.Activity;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.Inspected;
import io.rowlift.source.Inspection;
import io.rowlift.source.RowCursor;
import io.rowlift.source.Source;
import io.rowlift.source.Tracing;
import io.rowlift.source.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** A database of tables with a whole number as key and a text beside it. */
public final class MemorySource implements Source {

    private final Map<String, NavigableMap<Long, String>> tables = new TreeMap<>();
    private final Map<String, List<String>> columns = new ConcurrentHashMap<>();
    private volatile String identity = "memory shop";
    /** Answers what the SQL of access patterns counts. */
    public ToLongBiFunction<String, Map<String, String>> counting = (sql, values) -> 0;

    private volatile Runnable beforeRead = () -> {};
    private final Map<TableName, Integer> written = new ConcurrentHashMap<>();
    private volatile boolean forgetful;
    private final AtomicInteger marks = new AtomicInteger();

    /** Adds rows 1 to count, whose text is {@code row 1}, {@code row 2} ... */
    public MemorySource table(String name, int count) {
        NavigableMap<Long, String> rows = new ConcurrentSkipListMap<>();
        for (long id = 1; id <= count; id++) {
            rows.put(id, "row " + id);
        }
        tables.put(name, rows);
        columns.put(name, List.of(name + ".id bigint not null", name + ".text varchar(100)"));
        return this;
    }

    /** Returns the rows of a table, to be changed. */
    public NavigableMap<Long, String> rows(String table) {
        return tables.get(table);
    }

    /** Changes the definition of a table. */
    public void alter(String table, String... lines) {
        columns.put(table, List.of(lines));
    }

    /** Makes it another database. */
    public void identity(String name) {
        identity = name;
    }

    /** Does something before each read of a chunk. */
    public void beforeRead(Runnable action) {
        beforeRead = action;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public List<Table> tables() {
        return tables.keySet().stream().map(MemorySource::table).toList();
    }

    @Override
    public List<Unread> unread() {
        return List.of();
    }

    @Override
    public AggregateReader reader(Aggregate aggregate) {
        String from = aggregate.from().replaceFirst("^public\\.", "");
        NavigableMap<Long, String> rows = tables.get(from);
        if (rows == null) {
            throw new ConfigurationException("table \"" + aggregate.from() + "\" does not exist", "create it");
        }
        return new Reader(from, rows, columns.get(from));
    }

    /** Inserts a row, or changes one, as another client does: the statistics say so. */
    public void write(String table, long id, String text) {
        rows(table).put(id, text);
        written(new TableName("public", table));
    }

    /** Lets the statistics say that tables were written now. */
    public void written(TableName... names) {
        for (TableName name : names) {
            written.put(name, marks.get());
        }
    }

    /** Lets the statistics know nothing, as after a restart of the server. */
    public void forgetWrites() {
        forgetful = true;
    }

    @Override
    public ChangeLog log(Capture capture) {
        throw new UnsupportedOperationException("nobody follows this source");
    }

    @Override
    public Watch watch() {
        return new Watch() {
            @Override
            public String mark(Set<TableName> asked) {
                return "mark " + marks.incrementAndGet();
            }

            @Override
            public Activity since(String mark, Set<TableName> asked) {
                int moment = Integer.parseInt(mark.substring("mark ".length()));
                return forgetful
                        ? new Activity(List.of(), List.copyOf(asked))
                        : new Activity(
                                asked.stream()
                                        .filter(table -> written.getOrDefault(table, 0) >= moment)
                                        .toList(),
                                List.of());
            }

            @Override
            public Structure structure() {
                return new Structure(
                        Family.POSTGRESQL,
                        "memory",
                        tables().stream().map(MemorySource::definition).toList(),
                        List.of(),
                        List.of(),
                        List.of());
            }

            @Override
            public Inspection inspect(List<Inspected> entities, Duration patience) {
                return Inspection.NONE;
            }
        };
    }

    @Override
    public long count(String sql, Map<String, String> values) {
        return counting.applyAsLong(sql, values);
    }

    @Override
    public void close() {}

    private static Definition definition(Table table) {
        List<ColumnDefinition> columns = table.columns().stream()
                .map(column ->
                        new ColumnDefinition(column, null, null, false, null, null, null, null, List.of(), false, null))
                .toList();
        return new Definition(table, columns, List.of(), List.of(), List.of(), null, null, -1, -1);
    }

    private static Table table(String name) {
        return new Table(
                new TableName("public", name),
                Table.Kind.TABLE,
                Reader.SHAPE.columns(),
                List.of(new Key(name + "_pkey", List.of("id"), true, null)),
                List.of());
    }

    private final class Reader implements AggregateReader {

        private static final Shape SHAPE = new Shape(
                List.of(
                        new Column("id", new Type.Int(64, false), false, "bigint"),
                        new Column("text", new Type.Text(100), true, "varchar(100)")),
                List.of(0),
                List.of());

        private final String name;
        private final NavigableMap<Long, String> rows;
        private final List<String> fingerprint;

        Reader(String name, NavigableMap<Long, String> rows, List<String> fingerprint) {
            this.name = name;
            this.rows = rows;
            this.fingerprint = fingerprint;
        }

        @Override
        public Reading reading() {
            Table table = table(name);
            return new Reading(
                    table,
                    table.keys().get(0),
                    SHAPE,
                    "select id, text from " + name,
                    fingerprint,
                    Set.of(table.name()));
        }

        @Override
        public List<Range> split(long rowsPerRange) {
            List<Range> ranges = new ArrayList<>();
            Checkpoint lower = null;
            long seen = 0;
            for (Long id : rows.keySet()) {
                if (seen > 0 && seen % rowsPerRange == 0) {
                    Checkpoint upper = new Checkpoint(id.toString());
                    ranges.add(new Range(ranges.size(), lower, upper));
                    lower = upper;
                }
                seen++;
            }
            ranges.add(new Range(ranges.size(), lower, null));
            return ranges;
        }

        @Override
        public RowCursor open(Range range, @Nullable Checkpoint after) {
            return new Cursor(range, after);
        }

        @Override
        public Tracing tracing() {
            throw new UnsupportedOperationException("nobody follows this source");
        }

        @Override
        public List<Row> fetch(List<RowKey> keys) {
            List<Row> found = new ArrayList<>();
            for (RowKey key : keys) {
                Long id = Long.valueOf(key.values().get(0).toString());
                if (rows.containsKey(id)) {
                    found.add(row(id));
                }
            }
            return found;
        }

        /** Sorts texts without regard to case. */
        @Override
        public Optional<Map<RowKey, List<Long>>> ranks(List<RowKey> keys, List<String> columns) {
            Map<String, Long> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            fetch(keys).forEach(row -> texts.put((String) row.required(1), 0L));
            texts.replaceAll(new BiFunction<>() {
                private long rank;

                @Override
                public Long apply(String text, Long none) {
                    return ++rank;
                }
            });
            Map<RowKey, List<Long>> ranks = new HashMap<>();
            for (Row row : fetch(keys)) {
                ranks.put(
                        new RowKey(List.of("id"), List.of(row.required(0))).asText(),
                        columns.stream()
                                .map(column -> column.equals("id") ? (Long) row.required(0) : texts.get(row.get(1)))
                                .toList());
            }
            return Optional.of(ranks);
        }

        private Row row(Long id) {
            return new Row(new Object[] {id, rows.get(id)});
        }

        private final class Cursor implements RowCursor {

            private final long end;
            private long next;

            Cursor(Range range, @Nullable Checkpoint after) {
                long first = range.lower() == null
                        ? Long.MIN_VALUE
                        : Long.parseLong(range.lower().text());
                this.next = after == null ? first : Long.parseLong(after.text()) + 1;
                this.end = range.upper() == null
                        ? Long.MAX_VALUE
                        : Long.parseLong(range.upper().text());
            }

            @Override
            public List<Row> next(int max) {
                beforeRead.run();
                List<Row> chunk = rows.subMap(next, end).keySet().stream()
                        .limit(max)
                        .map(Reader.this::row)
                        .toList();
                if (!chunk.isEmpty()) {
                    next = (Long) chunk.get(chunk.size() - 1).required(0) + 1;
                }
                return chunk;
            }

            @Override
            public Checkpoint positionAfter(Row row) {
                return new Checkpoint(row.required(0).toString());
            }

            @Override
            public void close() {}
        }
    }
}
