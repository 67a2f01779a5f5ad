package io.rowlift.validate;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.mapping.Mapped;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Sweep;
import io.rowlift.target.RowCheck;
import io.rowlift.validate.CopyValidation.CheckedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Reads what a copy would read, and asks of every row whether the target can hold it. Writes nothing. */
public final class CopyValidator {

    private final TargetSchema schema;
    private final Function<TargetTable, AggregateReader> readers;
    private final Function<TargetTable, RowCheck> checks;
    private final ValidateOptions options;
    private final Sweep sweep;

    /**
     * Brings together what a dry run needs; touches nothing yet.
     *
     * @param readers opens the reader of a table
     * @param checks tells what the target can hold of a table
     * @param sweep reads the rows
     */
    public CopyValidator(
            TargetSchema schema,
            Function<TargetTable, AggregateReader> readers,
            Function<TargetTable, RowCheck> checks,
            ValidateOptions options,
            Sweep sweep) {
        this.schema = schema;
        this.readers = readers;
        this.checks = checks;
        this.options = options;
        this.sweep = sweep;
    }

    /**
     * Looks at the rows of all tables.
     *
     * @param known what is known before a row is read: what the source says about itself
     * @throws io.rowlift.problem.FailedException when the source fails for good
     * @throws io.rowlift.problem.StoppedException when the signal stopped it
     */
    public CopyValidation validate(List<Finding> known, ValidateListener listener) {
        Instant begin = Instant.now();
        List<CheckedTable> tables = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (TargetTable table : schema.tables()) {
            String name = table.copy().name();
            listener.entered(name);
            EntityReading reading = reading(table);
            Rows all = new Rows(name, listener);
            int ranges = sweep(reading, all, listener);
            tables.add(new CheckedTable(name, table.name().toString(), ranges, all.rows, all.rejected));
            rejected.add(new Rejected(table, reading, all));
        }
        long read = tables.stream().mapToLong(CheckedTable::rows).sum();
        boolean tooMany = options.rejects()
                .exceededBy(tables.stream().mapToLong(CheckedTable::rejected).sum(), read);
        List<Finding> findings = new ArrayList<>(known);
        findings.addAll(schema.findings());
        rejected.forEach(each -> findings.addAll(each.findings(tooMany, options.showValues())));
        findings.sort(Comparator.comparing(Finding::severity));
        return new CopyValidation(
                schema,
                tables,
                findings,
                options.sample() != null,
                options.showValues(),
                Duration.between(begin, Instant.now()));
    }

    private EntityReading reading(TargetTable table) {
        AggregateReader reader = readers.apply(table);
        Shape shape = reader.reading().shape();
        RowCheck check = checks.apply(table);
        return new EntityReading(
                table.copy().name(), reader, row -> new Mapped(shape.keyOf(row), List.of(), check.obstacle(row)));
    }

    private int sweep(EntityReading reading, Rows all, ValidateListener listener) {
        try {
            return sweep.run(reading, () -> new Part(all, new Rows(all.table, listener)));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // no visitor of ours writes a file
        }
    }

    /** What there is to say about the rows of one table. */
    private record Rejected(TargetTable table, EntityReading reading, Rows rows) {

        List<Finding> findings(boolean tooMany, boolean showValues) {
            RowText names = showValues && !table.copy().whole() ? RowText.values(List.of(reading)) : RowText.KEYS;
            return rows.rejections.reasons().stream()
                    .map(reason -> new Finding(
                            tooMany ? Severity.PROBLEM : Severity.WARNING,
                            "rejected",
                            "table \"" + table.copy().name() + "\"",
                            reason.reason(),
                            tooMany
                                    ? "mend the rows, give the column another \"type\" or an \"sql\" in the mapping, or raise"
                                            + " rejects.limit in the job"
                                    : "the job's rejects.limit allows it",
                            table.copy().aggregate().location(),
                            reason.count(),
                            reason.rows().stream()
                                    .map(row -> names.of(table.copy().name(), row))
                                    .toList()))
                    .toList();
        }
    }

    /** Counts rows. */
    private static final class Rows {

        private final String table;
        private final ValidateListener listener;
        private final Rejections rejections = new Rejections();
        private long rows;
        private long rejected;

        Rows(String table, ValidateListener listener) {
            this.table = table;
            this.listener = listener;
        }

        void add(Sweep.Chunk chunk) {
            for (int i = 0; i < chunk.mapped().size(); i++) {
                Mapped mapped = chunk.mapped().get(i);
                rows++;
                String obstacle = mapped.rejection();
                if (obstacle != null) {
                    rejected++;
                    rejections.add(chunk.place() + i, mapped.row(), obstacle);
                }
            }
            listener.read(table, chunk.mapped().size());
        }

        synchronized void merge(Rows other) {
            rows += other.rows;
            rejected += other.rejected;
            rejections.merge(other.rejections);
        }
    }

    /** Counts on behalf of one thread. */
    private record Part(Rows all, Rows own) implements Sweep.Visitor {

        @Override
        public boolean visit(Sweep.Chunk chunk) {
            own.add(chunk);
            return true;
        }

        @Override
        public void close() {
            all.merge(own);
        }
    }
}
