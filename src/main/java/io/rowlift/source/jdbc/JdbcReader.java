package io.rowlift.source.jdbc;

import io.rowlift.copy.RangeBytes;
import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.RowCursor;
import io.rowlift.source.Tracing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a compiled aggregate. */
final class JdbcReader implements AggregateReader {

    /** Keys per statement. */
    private static final int BATCH = 1000;

    private final Connections connections;
    private final Vendor vendor;
    private final Relation relation;
    private final Reading reading;
    private final Statements statements;
    private final Rows rows;
    private final FailingRow failing;
    private final Aggregate aggregate;
    private final List<CatalogTable> tables;

    JdbcReader(
            Connections connections,
            Vendor vendor,
            Relation relation,
            Reading reading,
            Aggregate aggregate,
            List<CatalogTable> tables) {
        this.aggregate = aggregate;
        this.tables = tables;
        this.connections = connections;
        this.vendor = vendor;
        this.relation = relation;
        this.reading = reading;
        this.statements = new Statements(vendor.dialect());
        this.rows = new Rows(statements, vendor.beforeChildren());
        this.failing = new FailingRow(vendor.failures(), statements, rows, relation);
    }

    @Override
    public Reading reading() {
        return reading;
    }

    @Override
    public List<Range> split(long rowsPerRange) {
        return relation.ordered()
                ? new Splitter(connections, vendor.sampling(), statements, relation).split(rowsPerRange)
                : List.of(Range.ALL);
    }

    @Override
    public RowCursor open(Range range, @Nullable Checkpoint after) {
        if (relation.key() == null) {
            return new WholeCursor(connections, vendor, statements, rows, relation);
        }
        return relation.ordered()
                ? new KeysetCursor(connections, failing, relation, range, after)
                : new StreamingCursor(
                        connections, vendor.dialect(), statements, rows, vendor.failures(), relation, range, after);
    }

    @Override
    public Optional<Map<RowKey, List<Long>>> ranks(List<RowKey> keys, List<String> columns) {
        Ranks ranks = new Ranks(statements, relation, columns);
        if (!ranks.known()) {
            return Optional.empty();
        }
        List<List<String>> wanted = keys.stream().map(this::texts).distinct().toList();
        return Optional.of(
                wanted.isEmpty() ? Map.of() : connections.read(connection -> ranks.read(connection, wanted)));
    }

    /** Only what is stored has bytes; what SQL of the mapping computes or chooses is read as rows. */
    @Override
    public Optional<RangeBytes> bytes(List<String> columns) {
        Map<String, String> declared = new LinkedHashMap<>();
        relation.table().table().columns().forEach(column -> declared.put(column.name(), column.declared()));
        if (relation.where() != null
                || !relation.computed().isEmpty()
                || !declared.keySet().containsAll(columns)) {
            return Optional.empty();
        }
        List<String> types = columns.stream()
                .map(column -> Objects.requireNonNull(declared.get(column), "a column of the table"))
                .toList();
        return vendor.bytes()
                .of(types)
                .map(format -> new JdbcBytes(connections, vendor.bytes(), statements, relation, columns, format));
    }

    @Override
    public Tracing tracing() {
        if (relation.key() == null) {
            throw withoutKey();
        }
        Problems problems = new Problems();
        List<Way> ways = Ways.of(statements, tables, relation, aggregate, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.list());
        }
        return new JdbcTracing(connections, vendor.dialect(), relation, ways);
    }

    @Override
    public List<Row> fetch(List<RowKey> keys) {
        if (relation.key() == null) {
            throw withoutKey();
        }
        List<List<String>> wanted = keys.stream().map(this::texts).distinct().toList();
        return connections.read(connection -> {
            List<Row> found = new ArrayList<>();
            for (int from = 0; from < wanted.size(); from += BATCH) {
                found.addAll(some(connection, wanted.subList(from, Math.min(wanted.size(), from + BATCH))));
            }
            return found;
        });
    }

    private List<Row> some(Connection connection, List<List<String>> keys) throws SQLException {
        Query query;
        try {
            query = statements.byKeys(relation, keys);
        } catch (IllegalArgumentException e) {
            throw badKey();
        }
        try {
            return rows.read(connection, relation, query);
        } catch (SQLException e) {
            if (!vendor.failures().ofValue(e)) {
                throw e;
            }
            throw failing.among(connection, keys, e)
                    .<RuntimeException>map(row -> row)
                    .orElseGet(this::badKey);
        }
    }

    private ConfigurationException withoutKey() {
        return new ConfigurationException(
                "nothing identifies a row of table \""
                        + relation.table().table().name() + "\", so no single row of it can be read",
                "name the columns that do with key: [...]");
    }

    private ConfigurationException badKey() {
        List<String> expected = relation.keyColumns().stream()
                .map(name -> relation.table().table().column(name).orElseThrow())
                .map(column -> column.name() + " " + column.declared())
                .toList();
        return new ConfigurationException(
                "a given key does not fit the key of table \""
                        + relation.table().table().name() + "\"",
                "expected (" + String.join(", ", expected) + ")");
    }

    private List<String> texts(RowKey key) {
        List<String> expected = relation.keyColumns();
        List<String> texts = new ArrayList<>();
        for (String column : expected) {
            int position = key.columns().indexOf(column);
            if (position < 0 || key.columns().size() != expected.size()) {
                throw new ConfigurationException(
                        "a key of table \"" + relation.table().table().name() + "\" has the columns "
                                + String.join(", ", key.columns()),
                        "expected " + String.join(", ", expected));
            }
            texts.add(KeyText.of(key.values().get(position)));
        }
        return texts;
    }
}
