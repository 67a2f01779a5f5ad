package io.rowlift.validate;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.mapping.Mapped;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Family;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Sweep;
import io.rowlift.target.IndexCheck;
import io.rowlift.target.RowCheck;
import io.rowlift.target.Translation;
import io.rowlift.validate.CopyValidation.CheckedTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads what a copy would read, and asks of every row whether the target can hold it. Writes nothing. */
public final class CopyValidator {

    private final TargetSchema schema;
    private final Map<TargetTable, AggregateReader> readers;
    private final Translation translation;
    private final Family source;
    private final ValidateOptions options;
    private final Sweep sweep;

    /**
     * Brings together what a dry run needs; touches nothing yet.
     *
     * @param readers read the tables that can be read
     * @param translation by which the schema was made
     * @param source whose SQL the source speaks
     * @param sweep reads the rows
     */
    public CopyValidator(
            TargetSchema schema,
            Map<TargetTable, AggregateReader> readers,
            Translation translation,
            Family source,
            ValidateOptions options,
            Sweep sweep) {
        this.schema = schema;
        this.readers = Map.copyOf(readers);
        this.translation = translation;
        this.source = source;
        this.options = options;
        this.sweep = sweep;
    }

    /**
     * Looks at the rows of all tables.
     *
     * @param known what is known before a row is read: what the source says about itself
     * @throws FailedException when the scratch directory cannot be used, or when the source fails for good
     * @throws io.rowlift.problem.StoppedException when the signal stopped it
     */
    public CopyValidation validate(List<Finding> known, ValidateListener listener) {
        Instant begin = Instant.now();
        List<CheckedTable> tables = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        List<Finding> indexes = new ArrayList<>();
        for (TargetTable table : schema.tables()) {
            AggregateReader reader = readers.get(table);
            if (reader != null) {
                listener.entered(table.copy().name());
                Rejected rows = new Rejected(
                        table, reading(table, reader), new Rows(table.copy().name(), listener));
                tables.add(look(rows, indexes, listener));
                rejected.add(rows);
            }
        }
        long read = tables.stream().mapToLong(CheckedTable::rows).sum();
        boolean tooMany = options.rejects()
                .exceededBy(tables.stream().mapToLong(CheckedTable::rejected).sum(), read);
        List<Finding> findings = new ArrayList<>(known);
        findings.addAll(schema.findings());
        rejected.forEach(each -> findings.addAll(each.findings(tooMany, options.showValues())));
        findings.addAll(indexes);
        findings.sort(Comparator.comparing(Finding::severity));
        return new CopyValidation(
                schema,
                tables,
                findings,
                options.sample() != null,
                options.showValues(),
                Duration.between(begin, Instant.now()));
    }

    private EntityReading reading(TargetTable table, AggregateReader reader) {
        Shape shape = reader.reading().shape();
        RowCheck check = translation.check(table);
        return new EntityReading(
                table.copy().name(), reader, row -> new Mapped(shape.keyOf(row), List.of(), check.obstacle(row)));
    }

    private CheckedTable look(Rejected rejected, List<Finding> findings, ValidateListener listener) {
        TargetTable table = rejected.table();
        Rows all = rejected.rows();
        List<IndexCheck> checks = translation.indexes(table, source);
        try (IndexSurvey indexes = new IndexSurvey(table, rejected.reading(), checks, options)) {
            int ranges = sweep.run(
                    rejected.reading(), () -> new Part(all, new Rows(all.table, listener), indexes.gatherer()));
            findings.addAll(indexes.findings(sweep, rejected.names(options.showValues())));
            return new CheckedTable(all.table, table.name().toString(), ranges, all.rows, all.rejected);
        } catch (IOException e) {
            throw new FailedException(
                    "the directory \"" + options.scratch() + "\" cannot be used ("
                            + e.getClass().getSimpleName() + ")",
                    "it needs 16 bytes for each row of a table whose keys the target compares otherwise; make room and"
                            + " validate again",
                    e);
        }
    }

    /** What there is to say about the rows of one table. */
    private record Rejected(TargetTable table, EntityReading reading, Rows rows) {

        RowText names(boolean showValues) {
            return showValues && !table.copy().whole() ? RowText.values(List.of(reading)) : RowText.KEYS;
        }

        List<Finding> findings(boolean tooMany, boolean showValues) {
            RowText names = names(showValues);
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
    private record Part(Rows all, Rows own, IndexSurvey.Gatherer indexes) implements Sweep.Visitor {

        @Override
        public boolean visit(Sweep.Chunk chunk) throws IOException {
            own.add(chunk);
            indexes.add(chunk);
            return true;
        }

        @Override
        public void close() throws IOException {
            all.merge(own);
            indexes.close();
        }
    }
}
