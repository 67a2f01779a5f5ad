package io.rowlift.config;

import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Entity.Each;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.mapping.Entity.Nulls;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Template;
import io.rowlift.problem.Suggestion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of an entity's {@code items}.
 *
 * @param nulls the entity's own choice
 * @param conditions takes the items' {@code when}
 */
record ItemSection(Map<String, TableDesign> tables, Relation relation, Names names, Nulls nulls, List<Sql> conditions) {

    ItemDesign read(Node node, Scope scope) {
        Fields fields = Fields.open(node, Keys.ITEM, scope);
        TableDesign table = TableChoice.read(fields, tables);
        Each each = each(fields);
        References references = relation.references(each);
        Map<String, Template> key = templates(fields, "key", references);
        Map<String, Template> index = templates(fields, "index", references);
        if (table != null) {
            checkKey(fields, table, key.keySet());
            checkIndex(fields, table, index.keySet());
        }
        List<Attribute> attributes = AttributeSection.read(fields, references);
        List<String> except = AttributeSection.except(fields, attributes);
        Set<String> keys = new LinkedHashSet<>(key.keySet());
        keys.addAll(index.keySet());
        AttributeNames.check(attributes, relation.columns(), except, names, keys, scope);
        return new ItemDesign(
                table == null ? "" : table.name(),
                condition(fields),
                each,
                key,
                index,
                attributes,
                except,
                fields.oneOf("nulls", Words.NULLS, nulls),
                fields.location());
    }

    private @Nullable Integer condition(Fields fields) {
        Sql when = EntitySection.sql(fields, "when");
        if (when == null) {
            return null;
        }
        conditions.add(when);
        return conditions.size() - 1;
    }

    private @Nullable Each each(Fields fields) {
        Node node = fields.node("each");
        Map<String, String> names = fields.textByName("each");
        if (node == null || names.isEmpty()) {
            return null;
        }
        if (names.size() > 1) {
            Scalars.wrong(
                    node, "\"each\"", "one name and its column or embed, such as { tag: tags }", null, fields.scope());
        }
        Map.Entry<String, String> first = names.entrySet().iterator().next();
        relation.taken().copy().take(first.getKey(), "the element of \"each\"", node.location(), fields.scope());
        relation.references(null).check(first.getValue(), node.location(), fields.scope());
        return new Each(first.getKey(), first.getValue(), node.location());
    }

    private static Map<String, Template> templates(Fields fields, String key, References references) {
        Map<String, Template> templates = new LinkedHashMap<>();
        fields.entries(key).forEach((attribute, entry) -> {
            Template template = Templates.read(entry.value(), key + " \"" + attribute + "\"", fields.scope());
            Templates.variables(template)
                    .forEach(v -> references.checkValue(v.reference(), template.location(), fields.scope()));
            templates.put(attribute, template);
        });
        return templates;
    }

    private static void checkKey(Fields fields, TableDesign table, Set<String> given) {
        if (!fields.has("key") || table.partition().name().isEmpty()) {
            return;
        }
        List<String> wanted = table.key().stream().map(KeyAttribute::name).toList();
        for (String attribute : given) {
            if (!wanted.contains(attribute)) {
                String what = "\"key\" names \"" + attribute + "\", which is no key attribute of table \""
                        + table.name() + "\"";
                fields.scope().report(fields.location("key"), what, "its key is " + Fields.list(wanted));
            }
        }
        for (String attribute : wanted) {
            if (!given.contains(attribute)) {
                String what = "\"key\" lacks the key attribute \"" + attribute + "\" of table \"" + table.name() + "\"";
                fields.scope().report(fields.location("key"), what, "write a template for it");
            }
        }
    }

    private static void checkIndex(Fields fields, TableDesign table, Set<String> given) {
        Set<String> known = table.indexes().values().stream()
                .flatMap(index -> index.key().stream())
                .map(KeyAttribute::name)
                .filter(name -> table.key().stream().noneMatch(k -> k.name().equals(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String attribute : given) {
            if (!known.contains(attribute)) {
                String suggestion = Suggestion.didYouMean(attribute, known);
                String what = "\"index\" names \"" + attribute + "\", which is a key attribute of no index of table \""
                        + table.name() + "\"";
                String remedy = suggestion != null ? suggestion : "declare the index under \"tables\" first";
                fields.scope().report(fields.location("index"), what, remedy);
            }
        }
    }
}
