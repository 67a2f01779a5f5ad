package io.rowlift.job.testing;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of many rows that exist only while they are read: numbers from 1 and a text made of them. */
public final class CountingSource implements Source {

    private final long count;

    /** Has so many rows. */
    public CountingSource(long count) {
        this.count = count;
    }

    @Override
    public String identity() {
        return "counting";
    }

    @Override
    public List<Table> tables() {
        return List.of();
    }

    @Override
    public List<Unread> unread() {
        return List.of();
    }

    @Override
    public AggregateReader reader(Aggregate aggregate) {
        AggregateReader.Reading reading =
                new MemorySource().table(aggregate.from(), 0).reader(aggregate).reading();
        return new AggregateReader() {
            @Override
            public Reading reading() {
                return reading;
            }

            @Override
            public List<Range> split(long rowsPerRange) {
                List<Range> ranges = new ArrayList<>();
                for (long first = 1; first <= count; first += rowsPerRange) {
                    long end = Math.min(first + rowsPerRange, count + 1);
                    ranges.add(new Range(ranges.size(), at(first), at(end)));
                }
                return ranges;
            }

            @Override
            public RowCursor open(Range range, @Nullable Checkpoint after) {
                long first = after == null ? number(range.lower()) : number(after) + 1;
                return new Cursor(first, number(range.upper()));
            }

            @Override
            public Tracing tracing() {
                throw new UnsupportedOperationException("nobody follows this source");
            }

            @Override
            public List<Row> fetch(List<RowKey> keys) {
                return List.of();
            }
        };
    }

    @Override
    public ChangeLog log(Capture capture) {
        throw new UnsupportedOperationException("nobody follows this source");
    }

    @Override
    public Watch watch() {
        return new Watch() {
            @Override
            public String mark(Set<TableName> tables) {
                return "";
            }

            @Override
            public Activity since(String mark, Set<TableName> tables) {
                return Activity.NONE;
            }

            @Override
            public Structure structure() {
                throw new UnsupportedOperationException("nothing in this package copies tables");
            }

            @Override
            public Inspection inspect(List<Inspected> entities, Duration patience) {
                return Inspection.NONE;
            }
        };
    }

    @Override
    public long count(String sql, Map<String, String> values) {
        throw new UnsupportedOperationException("nothing in this package counts");
    }

    @Override
    public void close() {}

    private static Checkpoint at(long id) {
        return new Checkpoint(Long.toString(id));
    }

    private static long number(Checkpoint checkpoint) {
        return Long.parseLong(checkpoint.text());
    }

    private static final class Cursor implements RowCursor {

        private final long end;
        private long next;

        Cursor(long first, long end) {
            this.next = first;
            this.end = end;
        }

        @Override
        public List<Row> next(int max) {
            List<Row> rows = new ArrayList<>(max);
            while (rows.size() < max && next < end) {
                rows.add(new Row(new Object[] {next, "customer number " + next}));
                next++;
            }
            return rows;
        }

        @Override
        public Checkpoint positionAfter(Row row) {
            return at((Long) row.required(0));
        }

        @Override
        public void close() {}
    }
}
