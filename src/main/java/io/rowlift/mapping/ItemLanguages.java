package io.rowlift.mapping;

import io.rowlift.mapping.Attribute.As;
import io.rowlift.mapping.Attribute.Named;
import io.rowlift.mapping.Attribute.Source;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.PatternItems.Made;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.ValueForm.Kind;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the key attributes of one item can hold, of its table and of the indexes that it can be in. */
final class ItemLanguages {

    private final Entity entity;
    private final int number;
    private final TableDesign table;
    private final ItemDesign design;
    private final Lookup lookup;
    private final List<Slot> ordinary;

    ItemLanguages(Entity entity, int number, TableDesign table, Shape shape) {
        this.entity = entity;
        this.number = number;
        this.table = table;
        this.design = entity.items().get(number);
        this.lookup = ItemCompiler.lookup(entity, number, shape, new Problems());
        Set<String> keys = new HashSet<>(design.index().keySet());
        table.key().forEach(key -> keys.add(key.name()));
        this.ordinary = new AttributeCompiler(lookup, design.except(), entity.names(), design.nulls(), keys, "")
                .compile(design.attributes());
    }

    String table() {
        return table.name();
    }

    Made made() {
        return new Made(
                entity.name(), number + 1, ordinary.stream().map(Slot::name).toList());
    }

    /** Returns whether the item can have all these attributes. */
    boolean has(List<KeyAttribute> key) {
        return key.stream().allMatch(attribute -> language(attribute).isPresent());
    }

    /** Returns what a key attribute can hold, or nothing when the item never has it. */
    Optional<Language> language(KeyAttribute attribute) {
        Template template = template(attribute.name());
        if (template != null) {
            return Optional.of(Language.of(template, lookup).ofKey(attribute.type()));
        }
        return ordinary.stream()
                .filter(slot -> slot.name().equals(attribute.name()) && fits(slot.kind(), attribute.type()))
                .findFirst()
                .map(slot -> serving(slot.name()).ofKey(attribute.type()));
    }

    private @Nullable Template template(String attribute) {
        Template own = design.key().get(attribute);
        return own != null ? own : design.index().get(attribute);
    }

    private static boolean fits(Kind kind, KeyType type) {
        return kind == Kind.JSON || kind.name().equals(type.name());
    }

    /** Returns what an ordinary attribute can hold that serves as a key: known of the mapping's own texts. */
    private Language serving(String name) {
        Optional<Source> source = design.attributes().stream()
                .filter(attribute ->
                        attribute instanceof Named named && named.name().equals(name))
                .map(attribute -> ((Named) attribute).source())
                .findFirst();
        if (source.isPresent() && source.get() instanceof Source.Constant constant && constant.as() == As.STRING) {
            return Language.literal(constant.value());
        }
        if (source.isPresent() && source.get() instanceof Source.Text text) {
            return Language.ofAnything(text.template());
        }
        return Language.run(CharClass.ANY, 1, Language.MANY);
    }
}
