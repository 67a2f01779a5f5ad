package io.rowlift.mapping;

import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Entity.Each;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TextTemplate.Use;
import io.rowlift.mapping.ValueForm.Kind;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves one of an entity's items against the layout of its rows. */
final class ItemCompiler {

    private final Entity entity;
    private final ItemDesign design;
    private final Lookup lookup;

    ItemCompiler(Entity entity, int number, Shape shape, Problems problems) {
        this.entity = entity;
        this.design = entity.items().get(number);
        this.lookup = lookup(entity, number, shape, problems);
    }

    /** Returns what the names of an item stand for. */
    static Lookup lookup(Entity entity, int number, Shape shape, Problems problems) {
        Aggregate aggregate = entity.aggregate();
        return new Lookup(
                "entity \"" + entity.name() + "\", item " + (number + 1),
                aggregate.from(),
                shape,
                aggregate.joins(),
                aggregate.embeds(),
                entity.items().get(number).each(),
                problems);
    }

    /** Returns the item, or null after a report. */
    @Nullable
    ItemMapper compile(Mapping mapping) {
        TableDesign table = mapping.tables().get(design.table());
        if (table == null) {
            lookup.report(design.location(), "\"" + design.table() + "\" is none of the mapping's tables", null);
            return null;
        }
        Elements elements = elements(design, lookup);
        KeySlot partition = key(table.partition(), KeySlot.MAX_PARTITION);
        KeyAttribute sortKey = table.sort();
        KeySlot sort = sortKey == null ? null : key(sortKey, KeySlot.MAX_SORT);
        AttributeCompiler attributes = attributes(table);
        List<Slot> slots = attributes.compile(design.attributes());
        IndexKeys indexes = new IndexCompiler(lookup, table, design, slots, attributes.locations()).compile();
        checkTtl(table, slots, attributes.locations());
        int condition = condition();
        if (partition == null || elements == null || (sortKey != null && sort == null)) {
            return null;
        }
        return new ItemMapper(table.name(), condition, elements, partition, sort, indexes, List.copyOf(slots));
    }

    private int condition() {
        Integer number = design.condition();
        int position = number == null ? -1 : lookup.shape().column("when#" + number);
        if (number != null
                && (position < 0 || !(lookup.shape().columns().get(position).type() instanceof Type.Bool))) {
            throw new IllegalArgumentException("the source does not read the condition when#" + number);
        }
        return position;
    }

    private @Nullable KeySlot key(KeyAttribute attribute, int maxBytes) {
        Template template = design.key().get(attribute.name());
        if (template == null) {
            lookup.report(design.location(), "\"key\" lacks the key attribute \"" + attribute.name() + "\"", null);
            return null;
        }
        return new KeyCompiler(lookup, Use.KEY).compile(attribute, maxBytes, template);
    }

    private AttributeCompiler attributes(TableDesign table) {
        Set<String> keys = new HashSet<>(design.index().keySet());
        table.key().forEach(key -> keys.add(key.name()));
        return new AttributeCompiler(lookup, design.except(), entity.names(), design.nulls(), keys, "");
    }

    /** DynamoDB ignores an expiry that is not a number of seconds. */
    private void checkTtl(TableDesign table, List<Slot> slots, Map<String, Location> locations) {
        for (Slot slot : slots) {
            if (slot.name().equals(table.ttl()) && slot.kind() != Kind.N) {
                lookup.report(
                        locations.getOrDefault(slot.name(), design.location()),
                        "attribute \"" + slot.name() + "\" is the table's ttl and must be a number of seconds",
                        "write { " + slot.name() + ": { column: ..., as: epoch-seconds } }");
            }
        }
    }

    /** Returns what an item is repeated for, or null after a report. */
    static @Nullable Elements elements(ItemDesign design, Lookup lookup) {
        Each each = design.each();
        if (each == null) {
            return Elements.ONCE;
        }
        Optional<Embed> embed = lookup.embed(each.source());
        if (embed.isPresent()) {
            Children children = new Children(embed.get(), lookup.shape().child(each.source()));
            return children::of;
        }
        Operand operand = lookup.operand(each.source(), "\"each\"", each.location());
        if (operand == null) {
            return null;
        }
        if (operand.type() instanceof Type.Array) {
            return Elements.named(operand.name(), Elements.ofArray(operand));
        }
        if (operand.type() instanceof Type.Json) {
            return Elements.named(operand.name(), Elements.ofJson(operand));
        }
        lookup.report(
                each.location(),
                "\"each\" repeats the item for column \"" + operand.name() + "\" (" + operand.declared()
                        + "), which is no list",
                "it takes an array, a JSON list or an embed");
        return null;
    }
}
