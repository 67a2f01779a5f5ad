package io.rowlift.mapping;

import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.Mapping.Condition;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.schema.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a mapping can be in an index, and which can answer an access pattern, whatever the rows and the pattern's
 * parameters hold. Never fewer than the truth: an item that is left out here can never be there.
 */
public final class PatternItems {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final List<ItemLanguages> items = new ArrayList<>();
    private final Mapping mapping;

    private PatternItems(Mapping mapping) {
        this.mapping = mapping;
    }

    /**
     * One of an entity's items.
     *
     * @param entity the entity's name
     * @param number position among its items, from 1
     * @param attributes the names of its ordinary attributes, in the order of the mapping
     */
    public record Made(String entity, int number, List<String> attributes) {

        public Made {
            attributes = List.copyOf(attributes);
        }

        /** Returns {@code entity "Order", item 2}. */
        public String name() {
            return "entity \"" + entity + "\", item " + number;
        }
    }

    /**
     * Prepares a mapping whose entities compile.
     *
     * @param shapes the layout of the rows of every entity
     */
    public static PatternItems of(Mapping mapping, Map<String, Shape> shapes) {
        PatternItems all = new PatternItems(mapping);
        for (Entity entity : mapping.entities().values()) {
            Shape shape = shapes.get(entity.name());
            if (shape == null) {
                throw new IllegalArgumentException("entity \"" + entity.name() + "\" has no shape");
            }
            for (int i = 0; i < entity.items().size(); i++) {
                ItemDesign design = entity.items().get(i);
                all.items.add(new ItemLanguages(entity, i, all.table(design.table()), shape));
            }
        }
        return all;
    }

    private TableDesign table(String name) {
        TableDesign table = mapping.tables().get(name);
        if (table == null) {
            throw new IllegalArgumentException("the mapping has no table \"" + name + "\"");
        }
        return table;
    }

    /** Returns the items that can be in an index. */
    public List<Made> in(TableDesign table, Index index) {
        return items.stream()
                .filter(item -> item.table().equals(table.name()) && item.has(index.key()))
                .map(ItemLanguages::made)
                .toList();
    }

    /** Returns the items that can answer a pattern: they are in what it asks, and each of its conditions can hold. */
    public List<Made> answering(AccessPattern pattern) {
        TableDesign table = table(pattern.table());
        Index index = pattern.index() == null ? null : table.indexes().get(pattern.index());
        List<KeyAttribute> key = index == null ? table.key() : index.key();
        return items.stream()
                .filter(item -> item.table().equals(table.name()) && item.has(key))
                .filter(item -> key.stream().allMatch(attribute -> holds(attribute, pattern, item)))
                .map(ItemLanguages::made)
                .toList();
    }

    private static boolean holds(KeyAttribute attribute, AccessPattern pattern, ItemLanguages item) {
        Condition condition = pattern.query().get(attribute.name());
        Optional<Language> value = item.language(attribute);
        Language wanted = condition == null ? null : wanted(condition, attribute.type());
        return wanted == null || (value.isPresent() && CommonText.exists(value.get(), wanted));
    }

    /** Returns the values that fulfil a condition, or null where any can. */
    private static @Nullable Language wanted(Condition condition, KeyType type) {
        Language operand = Language.ofParameters(condition.operand());
        return switch (condition.operator()) {
            case EQUALS -> equal(condition.operand(), operand, type);
            case BEGINS_WITH -> type == KeyType.S ? operand.then(Language.run(CharClass.ANY, 0, Language.MANY)) : null;
            // which bounds leave nothing is not looked into
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> null;
        };
    }

    private static Language equal(Template template, Language operand, KeyType type) {
        if (type == KeyType.N && NUMBER.matcher(template.text()).matches()) {
            return Language.literal(Numbers.canonical(new BigDecimal(template.text())));
        }
        return operand.ofKey(type);
    }
}
