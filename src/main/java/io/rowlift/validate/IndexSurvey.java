package io.rowlift.validate;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Collision;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.Duplicates;
import io.rowlift.keys.HashRuns;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Column;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Sweep;
import io.rowlift.target.IndexCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a table's indexes, although the target can hold each of its rows: rows that a unique key takes
 * as one, and rows that are too long for an index. Keys are compared by their hashes, in bounded memory; where some are
 * equal, the rows are read once more to name them.
 */
final class IndexSurvey implements AutoCloseable {

    /** More than anybody will mend one by one, and few enough to be kept in memory with two of their rows. */
    private static final int MOST = 20_000;

    /** A million hashes; what is more goes to files. */
    private static final long MEMORY = 16L << 20;

    private final TargetTable table;
    private final EntityReading reading;
    private final List<IndexCheck> checks;
    private final Rejections tooLong = new Rejections();
    private final @Nullable Duplicates duplicates;

    /** Begins without rows. Makes a directory in the scratch directory where keys have to be compared. */
    IndexSurvey(TargetTable table, EntityReading reading, List<IndexCheck> checks, ValidateOptions options)
            throws IOException {
        this.table = table;
        this.reading = reading;
        this.checks = List.copyOf(checks);
        boolean folds = checks.stream().anyMatch(check -> check.equality() != null);
        this.duplicates = folds
                ? new Duplicates(Files.createTempDirectory(options.scratch(), "keys-"), MEMORY, options.workers())
                : null;
    }

    /** Takes rows on behalf of one thread. */
    final class Gatherer implements AutoCloseable {

        private final @Nullable HashRuns hashes = duplicates == null ? null : duplicates.collector();
        private final Rejections own = new Rejections();

        /** Takes the rows that are written: what is rejected is in no index. */
        void add(Sweep.Chunk chunk) throws IOException {
            for (int i = 0; i < chunk.rows().size(); i++) {
                Mapped mapped = chunk.mapped().get(i);
                if (mapped.rejection() == null) {
                    for (IndexCheck check : checks) {
                        add(check, chunk.rows().get(i), mapped, chunk.place() + i);
                    }
                }
            }
        }

        private void add(IndexCheck check, Row row, Mapped mapped, long place) throws IOException {
            String obstacle = check.obstacle(row);
            if (obstacle != null) {
                own.add(place, named(check, row, mapped), obstacle);
            }
            ItemKey key = key(check, row);
            if (key != null && hashes != null) {
                hashes.add(KeyHash.of(key));
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (tooLong) {
                tooLong.merge(own);
            }
            if (hashes != null) {
                hashes.close();
            }
        }
    }

    Gatherer gatherer() {
        return new Gatherer();
    }

    private static @Nullable ItemKey key(IndexCheck check, Row row) {
        String identity = check.identity(row);
        return identity == null ? null : new ItemKey(check.name(), new Value.Str(identity), null);
    }

    /** A row without a key is named by what the index holds of it. */
    private RowKey named(IndexCheck check, Row row, Mapped mapped) {
        if (!mapped.row().columns().isEmpty()) {
            return mapped.row();
        }
        List<Column> columns = reading.reader().reading().shape().columns();
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            if (value != null && check.columns().contains(columns.get(i).name())) {
                names.add(columns.get(i).name());
                values.add(value);
            }
        }
        return new RowKey(names, values);
    }

    /** Returns what was found, after all gatherers are closed: reads the rows again where keys are equal. */
    List<Finding> findings(Sweep sweep, RowText names) throws IOException {
        List<Finding> findings = new ArrayList<>();
        tooLong.reasons()
                .forEach(reason -> findings.add(finding(
                        "index-row-too-long",
                        reason.reason(),
                        "shorten the values, or make such an index over the beginning of the column with \"left(...)\" and"
                                + " leave this one out",
                        reason.count(),
                        reason.rows().stream()
                                .map(row -> names.of(table.copy().name(), row))
                                .toList())));
        if (duplicates != null) {
            Set<KeyHash> suspects = duplicates.find(MOST);
            if (!suspects.isEmpty()) {
                Collisions collisions = new Collisions(suspects, Integer.MAX_VALUE);
                sweep.run(reading, () -> new Looker(collisions));
                findings.addAll(equal(collisions.found(), suspects.size() == MOST, names));
            }
        }
        return findings;
    }

    private final class Looker implements Sweep.Visitor {

        private final Collisions collisions;

        private Looker(Collisions collisions) {
            this.collisions = collisions;
        }

        @Override
        public boolean visit(Sweep.Chunk chunk) {
            for (int i = 0; i < chunk.rows().size(); i++) {
                Mapped mapped = chunk.mapped().get(i);
                for (IndexCheck check : checks) {
                    ItemKey key =
                            mapped.rejection() == null ? key(check, chunk.rows().get(i)) : null;
                    if (key != null) {
                        RowKey row = named(check, chunk.rows().get(i), mapped);
                        collisions.look(new Owner(table.copy().name(), row), key);
                    }
                }
            }
            return true;
        }

        @Override
        public void close() {}
    }

    private List<Finding> equal(List<Collision> collisions, boolean more, RowText names) {
        List<Finding> findings = new ArrayList<>();
        for (IndexCheck check : checks) {
            List<Collision> own = collisions.stream()
                    .filter(c -> c.key().table().equals(check.name()))
                    .toList();
            if (!own.isEmpty()) {
                findings.add(finding(
                        "keys-become-one",
                        "its unique key \"" + check.name() + "\" (" + String.join(", ", check.columns())
                                + ") has values that are different in the source and equal in the target, which takes "
                                + check.equality() + " as one: only the first of such rows can be written"
                                + (more ? "; there may be more of them" : ""),
                        "mend the rows, or give the column a \"type\" that tells them apart",
                        own.size(),
                        own.stream()
                                .limit(Examples.MOST)
                                .map(c -> both(c, names))
                                .toList()));
            }
        }
        return findings;
    }

    private static String both(Collision collision, RowText names) {
        String name = collision.first().entity();
        String both = names.of(name, collision.first().row()) + " and "
                + names.of(name, collision.second().row());
        return collision.times() == 2 ? both : both + ", " + collision.times() + " rows in all";
    }

    private Finding finding(String code, String message, String remedy, long count, List<String> rows) {
        return new Finding(
                Severity.PROBLEM,
                code,
                "table \"" + table.copy().name() + "\"",
                message,
                remedy,
                table.copy().aggregate().location(),
                count,
                rows);
    }

    /** Removes the scratch files. */
    @Override
    public void close() throws IOException {
        if (duplicates != null) {
            duplicates.close();
        }
    }
}
