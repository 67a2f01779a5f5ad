package io.rowlift.suggest;

import io.rowlift.schema.Column;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Unread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tables become entities, by which key, and which cannot.
 *
 * @param subjects by name
 * @param leftOut by name
 */
record Selection(List<Subject> subjects, List<LeftOut> leftOut) {

    private static final Comparator<TableName> BY_NAME = Comparator.comparing(TableName::toString);

    static Selection of(Introspection source) {
        Map<TableName, String> reasons = new HashMap<>();
        source.unread().stream()
                .filter(unread -> source.selects(unread.name()))
                .forEach(unread -> reasons.put(unread.name(), unread.reason()));
        Map<TableName, Key> keys = new HashMap<>();
        List<Table> chosen = new ArrayList<>();
        for (Table table : source.tables().stream()
                .filter(table -> source.selects(table.name()))
                .sorted(Comparator.comparing(Table::name, BY_NAME))
                .toList()) {
            Optional<Key> key = key(table);
            if (reasons.containsKey(table.name())) {
                continue;
            }
            if (table.kind() == Table.Kind.VIEW) {
                reasons.put(
                        table.name(),
                        "a view, whose rows come from tables; to migrate it, add an entity that names its key: [...]");
            } else if (key.isEmpty()) {
                reasons.put(table.name(), whyNoKey(table));
            } else {
                keys.put(table.name(), key.get());
                chosen.add(table);
            }
        }
        Map<TableName, String> names = EntityNames.of(chosen);
        return new Selection(
                chosen.stream()
                        .map(table -> subject(table, keys, names, source))
                        .toList(),
                reasons.entrySet().stream()
                        .map(entry -> new LeftOut(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparing(LeftOut::name, BY_NAME))
                        .toList());
    }

    private static Subject subject(
            Table table, Map<TableName, Key> keys, Map<TableName, String> names, Introspection source) {
        String name = Objects.requireNonNull(names.get(table.name()));
        return new Subject(
                table,
                Objects.requireNonNull(keys.get(table.name())),
                name,
                EntityNames.word(name),
                from(table.name(), source));
    }

    /** The name alone where it says enough. */
    private static String from(TableName name, Introspection source) {
        long namesakes = source.tables().stream()
                        .filter(t -> t.name().name().equals(name.name()))
                        .count()
                + source.unread().stream()
                        .map(Unread::name)
                        .filter(n -> n.name().equals(name.name()))
                        .filter(n ->
                                source.tables().stream().noneMatch(t -> t.name().equals(n)))
                        .count();
        return namesakes > 1 ? name.toString() : name.name();
    }

    /** The primary key; where it cannot stand in a key of DynamoDB, the unique key with the fewest columns that can. */
    private static Optional<Key> key(Table table) {
        return table.keys().stream()
                .filter(Key::guaranteed)
                .filter(key -> !key.columns().isEmpty() && obstacle(table, key) == null)
                .min(Comparator.comparing((Key key) -> !key.primary())
                        .thenComparing(key -> key.columns().size())
                        .thenComparing(Key::name));
    }

    static @Nullable String obstacle(Table table, Key key) {
        return key.columns().stream()
                .map(name -> table.column(name).map(KeyForm::obstacle).orElse(null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String whyNoKey(Table table) {
        List<Key> keys =
                table.keys().stream().sorted(Comparator.comparing(Key::name)).toList();
        for (Key key : keys) {
            String obstacle = obstacle(table, key);
            if (key.guaranteed() && obstacle != null) {
                return "its key \"" + key.name() + "\" cannot be a key of DynamoDB: " + obstacle
                        + "; add an entity whose key is a computed column";
            }
        }
        String candidates = keys.stream()
                .filter(key -> !key.columns().isEmpty())
                .map(key -> "\"" + key.name() + "\" (" + String.join(", ", key.columns()) + "): " + key.weakness())
                .findFirst()
                .map(weak -> ", " + weak)
                .orElse("");
        return "nothing guarantees that its rows differ" + candidates
                + (columns(table).isEmpty()
                        ? "; give it a primary key: each of its columns can be NULL"
                        : "; give it a primary key, or add an entity with key: [" + columns(table) + "]");
    }

    private static String columns(Table table) {
        return String.join(
                ", ",
                table.columns().stream()
                        .filter(column -> !column.nullable())
                        .map(Column::name)
                        .limit(2)
                        .toList());
    }
}
