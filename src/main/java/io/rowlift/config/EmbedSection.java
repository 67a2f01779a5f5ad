package io.rowlift.config;

import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Order;
import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Entity.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code embed}: children that become a list. */
final class EmbedSection {

    private static final Pattern ORDER = Pattern.compile("(.+?)(?: +(asc|desc))?");

    private EmbedSection() {}

    static List<Embed> read(Fields owner, UserNames taken) {
        List<Embed> embeds = new ArrayList<>();
        owner.entries("embed").forEach((name, entry) -> {
            taken.take(name, "an embed", entry.location(), owner.scope());
            embeds.add(embed(name, entry, owner.scope().in("embed \"" + name + "\"")));
        });
        return embeds;
    }

    private static Embed embed(String name, Node.Entry entry, Scope scope) {
        Fields fields = Fields.open(entry.value(), Keys.EMBED, scope);
        Relation relation = Relation.read(fields);
        Map<String, String> on = fields.textByName("on");
        on.keySet().stream()
                .filter(column -> column.contains("."))
                .forEach(column -> scope.report(
                        fields.location("on"),
                        "\"on\" refers to \"" + column + "\"",
                        "an embed hangs on columns of the row itself; write column: column of the embedded table"));
        if (fields.has("max") && fields.has("limit")) {
            scope.report(
                    fields.location("limit"),
                    "\"max\" and \"limit\" contradict each other",
                    "max rejects a row with more children, limit takes the first ones knowingly; keep one");
        }
        List<Attribute> attributes = fields.has("attributes")
                ? AttributeSection.read(fields, relation.references(null))
                : List.of(new Attribute.All(entry.location()));
        List<String> except = AttributeSection.except(fields, attributes);
        AttributeNames.check(attributes, relation.columns(), except, Names.AS_IS, Set.of(), scope);
        return new Embed(
                name,
                fields.text("table"),
                on,
                EntitySection.sql(fields, "where"),
                relation.columns(),
                fields.texts("orderBy").stream().map(EmbedSection::order).toList(),
                (int) fields.count("max", 1, Integer.MAX_VALUE, 0),
                (int) fields.count("limit", 1, Integer.MAX_VALUE, 0),
                relation.joins(),
                relation.embeds(),
                attributes,
                except,
                entry.location());
    }

    private static Order order(String text) {
        Matcher matcher = ORDER.matcher(text);
        return matcher.matches()
                ? new Order(matcher.group(1), "desc".equals(matcher.group(2)))
                : new Order(text, false);
    }
}
