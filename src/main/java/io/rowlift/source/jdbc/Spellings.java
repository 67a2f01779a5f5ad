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

    /** Rows that refer to one other each, by pairs of columns. */
    private record Link(CatalogTable child, List<String> from, CatalogTable parent, List<String> to) {}

    List<Finding> judge() throws SQLException {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Survey.KeyColumn key : survey.keyColumns()) {
            if (key.folded() && unfolded(key)) {
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
        if (exact(key)) {
            return key.folded() ? folded(key).map(List::of).orElse(List.of()) : List.of();
        }
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
                        && link.from().size() == link.to().size()
                        && link.parent().distinctBy(Set.copyOf(link.to())))
                .distinct()
                .toList();
    }

    /**
     * By a join and not by EXISTS: MariaDB remembers what a subquery answered for a value, and takes the other spelling
     * for the same value.
     */
    private Optional<Finding> different(Survey.KeyColumn key, Link link) throws SQLException {
        String parentColumn = link.to().get(link.from().indexOf(key.column()));
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < link.from().size(); i++) {
            conditions.add("p." + quoted(link.to().get(i)) + " = c."
                    + quoted(link.from().get(i)));
        }
        conditions.add(
                spelling(key, "p." + quoted(parentColumn)) + " <> " + spelling(key, "c." + quoted(key.column())));
        String condition = String.join(" AND ", conditions);
        String child = statements.name(key.table().table().name());
        String parent = statements.name(link.parent().table().name());
        String from = child + " c JOIN " + parent + " p ON " + condition;
        long count = readable("1", from) ? count("SELECT count(*) FROM " + from) : 0;
        if (count == 0) {
            return Optional.empty();
        }
        String other = "table \"" + link.parent().table().name() + "\"";
        return Optional.of(Finding.of(
                        Severity.PROBLEM,
                        "spelling-differs",
                        subject(key),
                        (count == 1 ? "1 row" : count + " rows") + " of " + subject(key) + " spell column \""
                                + key.column() + "\" in another way than the row of " + other
                                + " that it refers to by \"" + parentColumn + "\": to the source, whose " + why(key)
                                + ", both are one value, to the target two, so that entity \""
                                + key.entity().aggregate().entity() + "\" puts them under other keys",
                        "join " + other + " and use its \"" + parentColumn + "\" in the key, or "
                                + vendor.checkup()
                                        .copy(child, quoted(key.column()), parent, quoted(parentColumn), condition))
                .counted(count, examples(key, from, "1 = 1")));
    }

    private Optional<Finding> mixed(Survey.KeyColumn key) throws SQLException {
        String column = "c." + quoted(key.column());
        long count = key.table().distinctBy(Set.of(key.column())) ? 0 : several(key, column, spelling(key, column));
        if (count == 0) {
            return Optional.empty();
        }
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
                .counted(count, apart(key, column, spelling(key, column))));
    }

    /** The other way round: what is unique to the source is not, once a key has made all letters small. */
    private Optional<Finding> folded(Survey.KeyColumn key) throws SQLException {
        String column = "c." + quoted(key.column());
        String exact = vendor.checkup().spelling(column);
        long count = key.table().distinctBy(Set.of(key.column())) ? several(key, spelling(key, column), exact) : 0;
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                        Severity.WARNING,
                        "spellings-folded",
                        subject(key),
                        "column \"" + key.column() + "\" of " + subject(key) + " holds "
                                + (count == 1 ? "1 value" : count + " values")
                                + " that differ in case only: each is unique to the source, but entity \""
                                + key.entity().aggregate().entity() + "\" puts them under one key",
                        "leave the format out of the key, or give the rows values of their own")
                .counted(count, apart(key, spelling(key, column), exact)));
    }

    /** Counts the groups in which there are several spellings. */
    private long several(Survey.KeyColumn key, String group, String spelling) throws SQLException {
        String from = statements.name(key.table().table().name()) + " c";
        return readable(spelling, from)
                ? count("SELECT count(*) FROM (SELECT 1 AS one FROM " + from + " GROUP BY " + group
                        + " HAVING count(DISTINCT " + spelling + ") > 1) q")
                : 0;
    }

    /** Names rows whose spelling is not the first one of their group. */
    private List<String> apart(Survey.KeyColumn key, String group, String spelling) throws SQLException {
        String from = "(SELECT c.*, " + spelling + " AS " + quoted("this#") + ", min(" + spelling
                + ") OVER (PARTITION BY " + group + ") AS " + quoted("least#") + " FROM "
                + statements.name(key.table().table().name()) + " c) c";
        return examples(key, from, quoted("this#") + " <> " + quoted("least#"));
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

    private long count(String sql) throws SQLException {
        return Answer.list(connection, sql, result -> result.getLong(1)).get(0);
    }

    /**
     * Returns whether the login can read this at all: the compiler of aggregates and the check of rights report it where
     * it cannot. Asked by reading no row, because PostgreSQL compiles what it would not let the login read.
     */
    private boolean readable(String expression, String from) throws SQLException {
        try {
            Answer.list(connection, "SELECT " + expression + " FROM " + from + " LIMIT 0", result -> "");
            return true;
        } catch (SQLException e) {
            if (vendor.failures().temporary(e)) {
                throw e;
            }
            connection.rollback();
            return false;
        }
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
        return "collation \"" + text.collation() + "\" ignores " + String.join(", ", ignored);
    }

    private static String subject(Survey.KeyColumn key) {
        return "table \"" + key.table().table().name() + "\"";
    }

    private String quoted(String name) {
        return vendor.dialect().quote(name);
    }
}
