package io.rowlift.source.jdbc;

import io.rowlift.problem.Finding;
import io.rowlift.schema.Structure;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.source.Inspected;
import io.rowlift.source.Inspection;
import io.rowlift.source.Inspection.Text;
import io.rowlift.source.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks at a database over its own connections: what is common to products here, the rest by the vendor's checks. */
final class JdbcWatch implements Watch {

    private final Connections connections;
    private final Vendor vendor;

    JdbcWatch(Connections connections, Vendor vendor) {
        this.connections = connections;
        this.vendor = vendor;
    }

    @Override
    public String mark(Set<TableName> tables) {
        return connections.read(connection -> vendor.writes().mark(connection, tables));
    }

    @Override
    public Activity since(String mark, Set<TableName> tables) {
        return connections.read(connection -> vendor.writes().since(connection, mark, tables));
    }

    @Override
    public Structure structure() {
        return connections.read(connection ->
                vendor.structures().read(connection, vendor.catalog().tables(connection)));
    }

    @Override
    public Inspection inspect(List<Inspected> entities, Duration patience) {
        Survey survey = new Survey(connections.read(vendor.catalog()::tables));
        entities.forEach(survey::add);
        Scope scope = new Scope(survey.tables(), patience, connections.open());
        List<Finding> findings = new ArrayList<>(survey.unseen());
        for (Check check : vendor.checkup().checks()) {
            findings.addAll(connections.read(connection -> check.on(connection, scope)));
        }
        findings.addAll(connections.read(connection -> indexes(connection).judge(survey)));
        List<Text> texts = connections.read(connection -> texts(connection, survey));
        findings.addAll(connections.read(connection -> new Spellings(connection, vendor, survey, texts).judge()));
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::subject));
        return new Inspection(findings, texts);
    }

    private ReadIndexes indexes(Connection connection) throws SQLException {
        Checkup checkup = vendor.checkup();
        return new ReadIndexes(vendor.dialect(), checkup.paths(connection), checkup.rows(connection));
    }

    private List<Text> texts(Connection connection, Survey survey) throws SQLException {
        Map<TableName, Set<String>> wanted = new LinkedHashMap<>();
        survey.keyColumns().forEach(key -> add(wanted, key.table(), List.of(key.column())));
        for (Lookup lookup : survey.lookups()) {
            add(wanted, lookup.from(), lookup.given());
            add(wanted, lookup.to(), lookup.wanted());
        }
        List<Text> texts = new ArrayList<>();
        for (Map.Entry<TableName, Set<String>> table : wanted.entrySet()) {
            texts.addAll(vendor.checkup().texts(connection, table.getKey(), table.getValue()));
        }
        texts.sort(Comparator.comparing((Text text) -> text.table().toString()).thenComparing(Text::column));
        return texts;
    }

    private static void add(Map<TableName, Set<String>> wanted, CatalogTable table, List<String> columns) {
        wanted.computeIfAbsent(table.table().name(), name -> new TreeSet<>()).addAll(columns);
    }
}
