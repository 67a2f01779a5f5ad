package io.rowlift.source.jdbc;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.ForeignKey;
import io.rowlift.schema.Key;
import io.rowlift.schema.RowKey;
import io.rowlift.source.Inspection.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds texts that are one value to the source and several to the target, which compares bytes: rows that the source
 * finds together come under different keys.
 */
final class Spellings {

    private static final int NAMED = 5;

    private final Connection connection;
    private final Vendor vendor;
    private final Statements statements;
    private final Survey survey;
    private final List<Text> texts;

    Spellings(Connection connection, Vendor vendor, Survey survey, List<Text> texts) {
        this.connection = connection;
        this.vendor = vendor;
        this.statements = new Statements(vendor.dialect());
        this.survey = survey;
        this.texts = texts;
    }

    /** Rows that refer to others, by pairs of columns. */
    private record Link(CatalogTable child, List<String> from, CatalogTable parent, List<String> to) {}

    List<Finding> judge() throws SQLException {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Survey.KeyColumn key : survey.keyColumns()) {
            if (exact(key) || (key.folded() && unfolded(key))) {
                continue;
            }
            for (Finding finding : of(key)) {
                findings.putIfAbsent(finding.message(), finding);
            }
        }
        return List.copyOf(findings.values());
    }

    private boolean exact(Survey.KeyColumn key) {
        return texts.stream()
                .filter(t -> t.table().equals(key.table().table().name())
                        && t.column().equals(key.column()))
                .allMatch(Text::exact);
    }

    /** The same column also stands in a key as it is, which is the harder case. */
    private boolean unfolded(Survey.KeyColumn key) {
        return survey.keyColumns().stream()
                .anyMatch(k -> !k.folded()
                        && k.table().equals(key.table())
                        && k.column().equals(key.column()));
    }

    private List<Finding> of(Survey.KeyColumn key) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Link link : links(key)) {
            different(key, link).ifPresent(findings::add);
        }
        return findings.isEmpty() ? mixed(key).map(List::of).orElse(List.of()) : findings;
    }

    private List<Link> links(Survey.KeyColumn key) {
        List<Link> links = new ArrayList<>();
        for (ForeignKey reference : key.table().table().foreignKeys()) {
            survey.known(reference.references())
                    .ifPresent(parent ->
                            links.add(new Link(key.table(), reference.columns(), parent, reference.referenced())));
        }
        for (Lookup lookup : survey.lookups()) {
            links.add(
                    lookup.kind() == Lookup.Kind.JOIN
                            ? new Link(lookup.from(), lookup.given(), lookup.to(), lookup.wanted())
                            : new Link(lookup.to(), lookup.wanted(), lookup.from(), lookup.given()));
        }
        return links.stream()
                .filter(link -> link.child().equals(key.table())
                        && link.from().contains(key.column())
                        && link.from().size() == link.to().size())
                .distinct()
                .toList();
    }

    private Optional<Finding> different(Survey.KeyColumn key, Link link) throws SQLException {
        String parentColumn = link.to().get(link.from().indexOf(key.column()));
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < link.from().size(); i++) {
            equal.add("p." + quoted(link.to().get(i)) + " = c."
                    + quoted(link.from().get(i)));
        }
        String found = "EXISTS (SELECT 1 FROM "
                + statements.name(link.parent().table().name()) + " p WHERE " + String.join(" AND ", equal);
        String same = spelling(key, "p." + quoted(parentColumn)) + " = " + spelling(key, "c." + quoted(key.column()));
        String condition = found + ") AND NOT " + found + " AND " + same + ")";
        String from = statements.name(key.table().table().name()) + " c";
        long count = count("SELECT count(*) FROM " + from + " WHERE " + condition);
        if (count == 0) {
            return Optional.empty();
        }
        String parent = "table \"" + link.parent().table().name() + "\"";
        return Optional.of(Finding.of(
                        Severity.PROBLEM,
                        "spelling-differs",
                        subject(key),
                        rows(count) + " of " + subject(key) + " spell column \"" + key.column()
                                + "\" in another way than the row of " + parent + " that it refers to by \""
                                + parentColumn + "\": to the source, whose " + why(key)
                                + ", both are one value, to the target two, so that entity \""
                                + key.entity().aggregate().entity() + "\" puts them under other keys",
                        "join " + parent + " and use its \"" + parentColumn
                                + "\" in the key, or give the rows the spelling that they refer to")
                .counted(count, examples(key, from, condition)));
    }

    private Optional<Finding> mixed(Survey.KeyColumn key) throws SQLException {
        String column = "c." + quoted(key.column());
        String table = statements.name(key.table().table().name()) + " c";
        String spelling = spelling(key, column);
        long count = key.table().distinctBy(Set.of(key.column()))
                ? 0
                : count("SELECT count(*) FROM (SELECT 1 AS one FROM " + table + " GROUP BY " + column
                        + " HAVING count(DISTINCT " + spelling + ") > 1) q");
        if (count == 0) {
            return Optional.empty();
        }
        String least = "(SELECT c.*, " + spelling + " AS " + quoted("this#") + ", min(" + spelling
                + ") OVER (PARTITION BY " + column + ") AS " + quoted("least#") + " FROM " + table + ") c";
        return Optional.of(Finding.of(
                        Severity.WARNING,
                        "spellings-mixed",
                        subject(key),
                        "column \"" + key.column() + "\" of " + subject(key) + " holds "
                                + (count == 1 ? "1 value" : count + " values")
                                + " in several spellings: to the source, whose " + why(key)
                                + ", they are one value each, to the target several, so that entity \""
                                + key.entity().aggregate().entity() + "\" puts them under several keys",
                        "write {" + key.column()
                                + "|lower} in the key if case is all that differs, or give the rows one spelling")
                .counted(count, examples(key, least, quoted("this#") + " <> " + quoted("least#"))));
    }

    private List<String> examples(Survey.KeyColumn column, String from, String condition) throws SQLException {
        Optional<Key> identity = column.table().table().identity();
        if (identity.isEmpty()) {
            return List.of();
        }
        List<String> names = identity.get().columns();
        List<String> selected = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (String name : names) {
            selected.add(column.table().type(name).selected("c." + quoted(name)));
            order.add("c." + quoted(name));
        }
        String sql = "SELECT " + String.join(", ", selected) + " FROM " + from + " WHERE " + condition + " ORDER BY "
                + String.join(", ", order) + " LIMIT " + NAMED;
        return Answer.list(connection, sql, result -> {
            List<Object> values = new ArrayList<>();
            for (String name : names) {
                Object value = column.table().type(name).read().value(result, values.size() + 1);
                values.add(value == null ? "NULL" : value);
            }
            return new RowKey(names, values).toString();
        });
    }

    /** What does not compile is not counted: the compiler of aggregates reports it, the login's rights another check. */
    private long count(String sql) throws SQLException {
        try {
            vendor.catalog().describe(connection, sql);
        } catch (SQLException e) {
            if (vendor.failures().temporary(e)) {
                throw e;
            }
            connection.rollback();
            return 0;
        }
        return Answer.list(connection, sql, result -> result.getLong(1)).get(0);
    }

    private String spelling(Survey.KeyColumn key, String reference) {
        return vendor.checkup().spelling(key.folded() ? "lower(" + reference + ")" : reference);
    }

    private String why(Survey.KeyColumn key) {
        Text text = texts.stream()
                .filter(t -> t.table().equals(key.table().table().name())
                        && t.column().equals(key.column()))
                .findFirst()
                .orElseThrow();
        List<String> ignored = new ArrayList<>();
        if (text.ignoresCase()) {
            ignored.add("case");
        }
        if (text.ignoresAccents()) {
            ignored.add("accents");
        }
        if (text.ignoresTrailingSpaces()) {
            ignored.add("trailing spaces");
        }
        return "collation \"" + text.collation() + "\" ignores " + String.join(" and ", ignored);
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private static String subject(Survey.KeyColumn key) {
        return "table \"" + key.table().table().name() + "\"";
    }

    private String quoted(String name) {
        return vendor.dialect().quote(name);
    }
}
