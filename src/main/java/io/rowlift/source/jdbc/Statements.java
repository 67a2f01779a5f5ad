package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Dialect.Comparison;
import io.rowlift.source.jdbc.Dialect.KeyColumn;
import io.rowlift.source.jdbc.Relation.Computed;
import io.rowlift.source.jdbc.Relation.Joined;
import io.rowlift.source.jdbc.Relation.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that read an aggregate. All have one build: a derived table reads one table, its computed
 * columns and its conditions, cut to the rows wanted; parents are joined outside, so that a fragment of the mapping
 * sees its own table and nothing else, and so that joins and conversions are done for the wanted rows only.
 */
final class Statements {

    /** How the derived table is called. */
    static final String ROOT = "r";

    private final Dialect dialect;

    Statements(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Reads a slice of a range in key order; all of it when {@code most} is 0. */
    Query page(Relation relation, Range range, @Nullable Checkpoint after, int most) {
        if (relation.plain()) {
            return plainPage(relation, range, after, most);
        }
        Query query = new Query();
        query.add("SELECT ").add(selection(relation.selected())).add("\nFROM (");
        derived(query, relation, Through.KEY, conditions -> between(conditions, own(relation), range, after), true);
        order(query, own(relation));
        if (most > 0) {
            query.add(relation.key() == null ? "\nLIMIT " : " LIMIT ").add(String.valueOf(most));
        }
        query.add("\n) ").add(ROOT);
        joins(query, relation);
        order(query, outer(relation));
        return query;
    }

    /** Selects columns of a range as they are stored, in no particular order. */
    Query stored(Relation relation, Range range, List<String> columns, Query query) {
        List<String> references =
                columns.stream().map(column -> reference(relation, column)).toList();
        query.add("SELECT ").add(String.join(", ", references)).add("\nFROM ").add(from(relation, Through.ANY));
        between(new Conditions(query), own(relation), range, null);
        return query;
    }

    /** Without SQL of the mapping there is nothing to shield, and MariaDB would write each derived table to disk. */
    private Query plainPage(Relation relation, Range range, @Nullable Checkpoint after, int most) {
        String through = relation.ordered() && relation.key() != null ? dialect.through(relation.key()) : "";
        Query query = new Query();
        query.add("SELECT ").add(selection(relation.selected()));
        query.add("\nFROM ").add(stored(relation)).add(" " + ROOT).add(through);
        between(new Conditions(query), outer(relation), range, after);
        order(query, outer(relation));
        return most > 0 ? query.add("\nLIMIT " + most) : query;
    }

    /** Reads the rows of the given keys. */
    Query byKeys(Relation relation, List<List<String>> keys) {
        Query query = new Query();
        query.add("SELECT ").add(selection(relation.selected())).add("\nFROM (");
        derived(query, relation, Through.KEY, conditions -> dialect.in(conditions.next(), own(relation), keys), true);
        query.add("\n) ").add(ROOT);
        joins(query, relation);
        return query;
    }

    /** Reads the keys of those of the given rows that exist, and behind them where each stands by each of some columns. */
    Query ranks(Relation relation, List<String> columns, List<List<String>> keys) {
        List<Selected> wanted = new ArrayList<>();
        for (KeyColumn column : outer(relation)) {
            wanted.add(new Selected(column.reference(), column.type()));
        }
        for (String column : columns) {
            int position = relation.shape().column(column);
            wanted.add(new Selected(relation.selected().get(position).reference(), Ranks.RANK));
        }
        Query query = new Query();
        query.add("SELECT ").add(selection(wanted)).add("\nFROM (");
        derived(query, relation, Through.KEY, conditions -> dialect.in(conditions.next(), own(relation), keys), true);
        query.add("\n) ").add(ROOT);
        joins(query, relation);
        return query;
    }

    /** Reads the children of the given parents. */
    Query children(Relation parent, List<List<String>> parentKeys, Relation.Embedded embedded) {
        return new ChildStatement(this, dialect, parent, parentKeys, embedded).write();
    }

    /** The key {@code offset} rows after the given one, in key order. */
    Query keyAfter(Relation relation, @Nullable List<String> key, long offset) {
        Query query = keys(relation);
        if (key != null) {
            dialect.compare(query.add("\nWHERE "), own(relation), Comparison.AFTER, key);
        }
        order(query, own(relation));
        return query.add("\nLIMIT 1 OFFSET " + offset);
    }

    /** The keys of a sample, in key order. */
    Query sampledKeys(Relation relation, Sampling.Sample sample) {
        Query query = keys(relation).add(sample.clause()).add("\nWHERE ").add(sample.condition());
        order(query, own(relation));
        return query;
    }

    /** The number of rows after a key, counted up to a limit. */
    Query countAfter(Relation relation, @Nullable List<String> key, long most) {
        Query query =
                new Query().add("SELECT count(*) FROM (SELECT 1 AS one FROM ").add(from(relation, Through.KEY));
        if (key != null) {
            dialect.compare(query.add("\nWHERE "), own(relation), Comparison.AFTER, key);
        }
        order(query, own(relation));
        return query.add("\nLIMIT " + most + ") q");
    }

    /** Selects the keys of all rows that satisfy the entity's condition; a further condition must follow. */
    Query keyRows(Relation relation) {
        Query query = keys(relation).add("\nWHERE ");
        return relation.where() == null ? query : query.add("(\n" + relation.where() + "\n) AND ");
    }

    /** The first key of a slice among the rows that satisfy the entity's condition. */
    Query firstKey(Relation relation, Range range, @Nullable Checkpoint after) {
        Query query = keys(relation);
        Conditions conditions = new Conditions(query);
        where(conditions, relation);
        between(conditions, own(relation), range, after);
        order(query, own(relation));
        return query.add("\nLIMIT 1");
    }

    /** Those of the given keys that exist, whatever the entity's condition says; evaluates no SQL of a mapping. */
    Query existing(Relation relation, List<List<String>> keys) {
        Query query = keys(relation).add("\nWHERE ");
        dialect.in(query, own(relation), keys);
        return query;
    }

    /** The keys of the next rows after a key, whatever the entity's condition says, in key order. */
    Query keysAfter(Relation relation, @Nullable List<String> key, int most) {
        Query query = keys(relation);
        if (key != null) {
            dialect.compare(query.add("\nWHERE "), own(relation), Comparison.AFTER, key);
        }
        order(query, own(relation));
        return query.add("\nLIMIT " + most);
    }

    /** Given keys as rows have them, in their order; the branch without rows lends the columns' types to the values. */
    Query typed(Relation relation, List<List<String>> keys) {
        List<Selected> selected = new ArrayList<>();
        Query query = new Query();
        for (KeyColumn column : own(relation)) {
            selected.add(new Selected(outerReference("k" + selected.size()), column.type()));
        }
        query.add("SELECT ").add(selection(selected)).add("\nFROM (SELECT 0 AS n");
        for (int i = 0; i < selected.size(); i++) {
            query.add(", " + own(relation).get(i).reference() + " AS " + dialect.quote("k" + i));
        }
        query.add(" FROM ").add(name(relation.table().table().name())).add(" WHERE 1 = 0");
        for (int n = 0; n < keys.size(); n++) {
            query.add("\nUNION ALL SELECT " + n);
            for (int i = 0; i < selected.size(); i++) {
                query.add(", ").bind(selected.get(i).type(), keys.get(n).get(i));
            }
        }
        return query.add("\n) " + ROOT + "\nORDER BY " + ROOT + ".n");
    }

    private Query keys(Relation relation) {
        List<Selected> columns = new ArrayList<>();
        for (KeyColumn column : own(relation)) {
            columns.add(new Selected(column.reference(), column.type()));
        }
        return new Query().add("SELECT ").add(selection(columns)).add("\nFROM ").add(from(relation, Through.KEY));
    }

    /** Adds conditions one after the other: the first behind WHERE, the others behind AND. */
    static final class Conditions {
        private final Query query;
        private boolean any;

        Conditions(Query query) {
            this.query = query;
        }

        Query next() {
            query.add(any ? "\nAND " : "\nWHERE ");
            any = true;
            return query;
        }
    }

    /** Which index a table is read through: its key's, or the one that the database likes best. */
    enum Through {
        KEY,
        ANY
    }

    void derived(Query query, Relation relation, Through through, Consumer<Conditions> more, boolean computed) {
        List<String> columns = new ArrayList<>();
        relation.table().table().columns().forEach(c -> columns.add(reference(relation, c.name())));
        for (Computed c : computed ? relation.computed() : List.<Computed>of()) {
            columns.add("(\n" + c.sql() + "\n) AS " + dialect.quote(c.name()));
        }
        query.add("SELECT ").add(String.join(", ", columns)).add("\nFROM ").add(from(relation, through));
        Conditions conditions = new Conditions(query);
        where(conditions, relation);
        more.accept(conditions);
    }

    private static void where(Conditions conditions, Relation relation) {
        if (relation.where() != null) {
            conditions.next().add("(\n").add(relation.where()).add("\n)");
        }
    }

    private void between(Conditions conditions, List<KeyColumn> key, Range range, @Nullable Checkpoint after) {
        if (after != null) {
            dialect.compare(conditions.next(), key, Comparison.AFTER, KeyText.key(after));
        } else if (range.lower() != null) {
            dialect.compare(conditions.next(), key, Comparison.FROM, KeyText.key(range.lower()));
        }
        if (range.upper() != null) {
            dialect.compare(conditions.next(), key, Comparison.BEFORE, KeyText.key(range.upper()));
        }
    }

    void joins(Query query, Relation relation) {
        for (Joined join : relation.joins()) {
            query.add("\nLEFT JOIN ").add(name(join.table().table().name())).add(" " + join.alias() + " ON ");
            List<String> on = new ArrayList<>();
            for (Map.Entry<String, String> pair : join.on().entrySet()) {
                on.add(join.alias() + "." + dialect.quote(pair.getValue()) + " = " + pair.getKey());
            }
            query.add(String.join(" AND ", on));
        }
    }

    /** The key's columns inside of the derived table. */
    List<KeyColumn> own(Relation relation) {
        return relation.keyColumns().stream()
                .map(column -> new KeyColumn(
                        reference(relation, column), relation.table().type(column)))
                .toList();
    }

    private List<KeyColumn> outer(Relation relation) {
        return relation.keyColumns().stream()
                .map(column ->
                        new KeyColumn(outerReference(column), relation.table().type(column)))
                .toList();
    }

    String quote(String name) {
        return dialect.quote(name);
    }

    String outerReference(String column) {
        return ROOT + "." + dialect.quote(column);
    }

    String reference(Relation relation, String column) {
        return dialect.quote(relation.table().table().name().name()) + "." + dialect.quote(column);
    }

    private String from(Relation relation, Through through) {
        String name = stored(relation);
        return through == Through.KEY && relation.ordered() && relation.key() != null
                ? name + dialect.through(relation.key())
                : name;
    }

    private String stored(Relation relation) {
        String name = name(relation.table().table().name());
        return relation.alone() ? "ONLY " + name : name;
    }

    /** Quotes a table's full name. */
    String name(TableName table) {
        return dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }

    String selection(List<Selected> columns) {
        List<String> expressions = new ArrayList<>();
        for (Selected column : columns) {
            expressions.add(
                    column.type().selected(column.reference()) + " AS " + dialect.quote("c#" + expressions.size()));
        }
        return String.join(", ", expressions);
    }

    private static void order(Query query, List<KeyColumn> key) {
        if (!key.isEmpty()) {
            query.add("\nORDER BY ").add(key.stream().map(KeyColumn::reference).collect(Collectors.joining(", ")));
        }
    }
}
