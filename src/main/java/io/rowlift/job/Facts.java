package io.rowlift.job;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entity as lines of text, in the words of the mapping file and one per thing that it says, so that what was changed
 * can be shown. Whether something was changed is for its {@link io.rowlift.mapping.Fingerprint} to say. Where something
 * stands in a file is not a fact about it.
 */
final class Facts {

    private final List<String> lines = new ArrayList<>();

    private Facts() {}

    /** Returns what a mapping says of an entity and of the keys of the tables that it writes to. */
    static List<String> of(Entity entity, Mapping mapping) {
        Facts facts = new Facts();
        facts.add(entity);
        for (TableDesign table : mapping.tables().values()) {
            if (entity.items().stream().anyMatch(item -> item.table().equals(table.name()))) {
                facts.add(table);
            }
        }
        return List.copyOf(facts.lines);
    }

    private void add(Entity entity) {
        Aggregate read = entity.aggregate();
        line("from: ", read.from());
        list("key: ", read.key());
        columns("", read.columns());
        sql("where: ", read.where());
        joins("", read.joins());
        embeds("", read.embeds());
        if (entity.names() == Entity.Names.CAMEL_CASE) {
            line("names: ", "camelCase");
        }
        for (int i = 0; i < entity.items().size(); i++) {
            item("item " + (i + 1) + ": ", entity.items().get(i), read.conditions());
        }
    }

    private void columns(String where, List<Computed> columns) {
        for (Computed column : columns) {
            sql(where + "columns: " + column.name() + ": ", column.sql());
            new TreeMap<>(column.reads())
                    .forEach((table, on) ->
                            line(where + "columns: " + column.name() + ": reads: " + table + ": ", on(on)));
        }
    }

    private void joins(String where, List<Join> joins) {
        joins.forEach(join -> line(
                where + "join: " + join.name() + ": ", "{ table: " + join.table() + ", on: " + on(join.on()) + " }"));
    }

    private void embeds(String where, List<Embed> embeds) {
        for (Embed embed : embeds) {
            String name = where + "embed: " + embed.name() + ": ";
            line(name, "{ table: " + embed.table() + ", on: " + on(embed.on()) + " }");
            sql(name + "where: ", embed.where());
            columns(name, embed.columns());
            list(
                    name + "orderBy: ",
                    embed.orderBy().stream()
                            .map(order -> order.column() + (order.descending() ? " desc" : ""))
                            .toList());
            number(name + "max: ", embed.max());
            number(name + "limit: ", embed.limit());
            joins(name, embed.joins());
            embeds(name, embed.embeds());
            attributes(name, embed.attributes());
            list(name + "except: ", embed.except());
        }
    }

    private void item(String name, ItemDesign item, List<Sql> conditions) {
        line(name + "table: ", item.table());
        Integer condition = item.condition();
        sql(name + "when: ", condition == null ? null : conditions.get(condition));
        Entity.Each each = item.each();
        if (each != null) {
            line(name + "each: ", "{ " + each.alias() + ": " + each.source() + " }");
        }
        templates(name + "key: ", item.key());
        templates(name + "index: ", item.index());
        attributes(name, item.attributes());
        list(name + "except: ", item.except());
        if (item.nulls() == Entity.Nulls.KEEP) {
            line(name + "nulls: ", "keep");
        }
    }

    private void templates(String name, Map<String, Template> templates) {
        new TreeMap<>(templates).forEach((key, template) -> line(name + key + ": ", quoted(template.text())));
    }

    private void attributes(String name, List<Attribute> attributes) {
        attributes.forEach(attribute -> line(name + "attributes: ", AttributeText.of(attribute)));
    }

    private void add(TableDesign table) {
        String name = "table " + table.name() + ": ";
        line(name + "key: ", keys(table.key()));
        new TreeMap<>(table.indexes())
                .forEach((index, design) -> line(
                        name + "index " + index + ": ",
                        "partition " + keys(design.partition())
                                + (design.sort().isEmpty() ? "" : ", sort " + keys(design.sort()))));
    }

    private static String keys(List<TableDesign.KeyAttribute> keys) {
        return keys.stream().map(key -> key.name() + " (" + key.type() + ")").collect(Collectors.joining(", "));
    }

    private static String on(Map<String, String> columns) {
        return new TreeMap<>(columns)
                .entrySet().stream()
                        .map(pair -> pair.getKey() + ": " + pair.getValue())
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private void sql(String name, @Nullable Sql sql) {
        if (sql != null) {
            line(name, quoted(sql.text()));
        }
    }

    private void list(String name, List<String> words) {
        if (!words.isEmpty()) {
            line(name, words.toString());
        }
    }

    private void number(String name, int number) {
        if (number != 0) {
            line(name, Integer.toString(number));
        }
    }

    private void line(String name, String text) {
        lines.add(name + text);
    }

    /** Returns a text as it may be written in a mapping file, on one line. */
    static String quoted(String text) {
        return '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"';
    }
}
