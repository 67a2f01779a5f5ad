package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Range;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Unread;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.AggregateReader.Reading;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.Source;
import io.rowlift.source.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A source behind JDBC. Its schema is kept for a moment only: long enough for all entities of a mapping, short enough for a
 * run to notice that a table was altered.
 */
public final class JdbcSource implements Source {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Connections connections;
    private final Vendor vendor;
    private final KeyData keyData = new KeyData();
    private @Nullable List<CatalogTable> tables;
    private long readAt;

    /** Takes the connections over and closes them when it is closed. */
    public JdbcSource(Connections connections, Vendor vendor) {
        this.connections = connections;
        this.vendor = vendor;
    }

    @Override
    public String identity() {
        return vendor.identity();
    }

    @Override
    public List<Table> tables() {
        return catalog().stream()
                .filter(CatalogTable::listed)
                .map(CatalogTable::table)
                .toList();
    }

    @Override
    public List<Unread> unread() {
        return catalog().stream()
                .flatMap(table -> table.whyUnread().stream()
                        .map(reason ->
                                new Unread(table.table().name(), table.table().kind(), table.partition(), reason)))
                .toList();
    }

    private synchronized List<CatalogTable> catalog() {
        List<CatalogTable> known = tables;
        if (known == null || System.nanoTime() - readAt > FRESH.toNanos()) {
            known = connections.read(vendor.catalog()::tables);
            tables = known;
            readAt = System.nanoTime();
        }
        return known;
    }

    @Override
    public AggregateReader reader(Aggregate aggregate) {
        List<CatalogTable> known = catalog();
        return connections.read(connection -> compile(connection, known, aggregate));
    }

    private AggregateReader compile(Connection connection, List<CatalogTable> known, Aggregate aggregate)
            throws SQLException {
        Problems problems = new Problems();
        Relation relation = new AggregateCompiler(connection, vendor, known, keyData, problems)
                .compile(aggregate)
                .orElseThrow(() -> new ConfigurationException(problems.list()));
        Statements statements = new Statements(vendor.dialect());
        Key key = relation.key();
        Reading reading = new Reading(
                relation.table().table(),
                key == null ? KeyChoice.NONE : key,
                relation.shape(),
                statements.page(relation, Range.ALL, null, 0).sql(),
                Fingerprint.of(relation),
                tables(relation, aggregate, known));
        return new JdbcReader(connections, vendor, relation, reading, aggregate, known);
    }

    /** Names of {@code reads} that fit no table are left out: sync refuses them, a load does not need them. */
    private static Set<TableName> tables(Relation relation, Aggregate aggregate, List<CatalogTable> known) {
        Set<TableName> tables = new TreeSet<>(Comparator.comparing(TableName::toString));
        collect(relation, tables);
        for (Aggregate.Computed column : aggregate.columns()) {
            known.stream()
                    .map(t -> t.table().name())
                    .filter(name -> column.reads().containsKey(name.name())
                            || column.reads().containsKey(name.toString()))
                    .forEach(tables::add);
        }
        return tables;
    }

    private static void collect(Relation relation, Set<TableName> tables) {
        tables.add(relation.table().table().name());
        relation.joins().forEach(join -> tables.add(join.table().table().name()));
        relation.children().forEach(child -> collect(child.relation(), tables));
    }

    @Override
    public long count(String sql, Map<String, String> values) {
        return new Counting(connections, vendor.dialect()).count(sql, values);
    }

    @Override
    public ChangeLog log(Capture capture) {
        return vendor.logs().apply(capture);
    }

    @Override
    public Watch watch() {
        return new JdbcWatch(connections, vendor);
    }

    @Override
    public void close() {
        connections.close();
    }
}
