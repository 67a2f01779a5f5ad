package io.rowlift.mapping;

import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Attribute.Source;
import io.rowlift.mapping.Entity.Each;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.mapping.Entity.Nulls;
import io.rowlift.mapping.TextTemplate.Use;
import io.rowlift.mapping.ValueForm.Kind;
import io.rowlift.problem.Location;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Row;
import io.rowlift.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves a list of attributes: of an item, or of what an embed's rows become. */
final class AttributeCompiler {

    private static final int MAX_NAME = 65_535;

    private final Lookup lookup;
    private final List<String> except;
    private final Names names;
    private final @Nullable Value absent;
    private final Set<String> keys;
    private final String prefix;
    private final Map<String, Location> locations = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Slot> slots = new ArrayList<>();

    /**
     * Prepares to resolve a list.
     *
     * @param keys names that are taken by keys
     * @param prefix stands before names in rejections: {@code lines.} inside of an embed
     */
    AttributeCompiler(Lookup lookup, List<String> except, Names names, Nulls nulls, Set<String> keys, String prefix) {
        this.lookup = lookup;
        this.except = except;
        this.names = names;
        this.absent = nulls == Nulls.KEEP ? new Value.Null() : null;
        this.keys = keys;
        this.prefix = prefix;
    }

    /** Returns the attributes in order, without those that were reported. */
    List<Slot> compile(List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            if (attribute instanceof Attribute.All all) {
                addAll(all.location());
            } else if (attribute instanceof Attribute.Bare bare) {
                String reference = bare.reference();
                String name = names.apply(reference.substring(reference.lastIndexOf('.') + 1));
                add(name, reference(reference, name, bare.location()), bare.location());
            } else if (attribute instanceof Attribute.Named named) {
                add(named.name(), source(named), named.location());
            }
        }
        return slots;
    }

    private void addAll(Location location) {
        List<String> own = lookup.ownColumns();
        for (String column : except) {
            if (!own.contains(column)) {
                lookup.report(
                        location,
                        "\"except\" names column \"" + column + "\", which \"" + lookup.table() + "\" does not have",
                        Suggestion.didYouMean(column, own));
            }
        }
        for (String column : own) {
            if (!except.contains(column)) {
                String name = names.apply(column);
                add(name, reference(column, name, location), location);
            }
        }
    }

    private void add(String name, @Nullable Slot slot, Location location) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isEmpty() || bytes > MAX_NAME) {
            lookup.report(location, "an attribute's name has " + bytes + " bytes, DynamoDB allows 1 to 65535", null);
        } else if (keys.contains(name)) {
            lookup.report(
                    location,
                    "attribute \"" + name + "\" is named like a key attribute of the item",
                    "rename it, or leave the column out with \"except\"");
        } else if (!taken.add(name)) {
            lookup.report(
                    location,
                    "two attributes are named \"" + name + "\"",
                    "rename or remove one, or list it under \"except\"");
        } else if (slot != null) {
            slots.add(slot);
            locations.put(name, location);
        }
    }

    /** Returns where the compiled attributes stand, by their names in the item. */
    Map<String, Location> locations() {
        return locations;
    }

    private Slot slot(String name, Kind kind, Slot.Filling filling) {
        return new Slot(name, kind, filling, "attribute \"" + prefix + name + "\"");
    }

    private @Nullable Slot source(Attribute.Named named) {
        Source source = named.source();
        if (source instanceof Source.Reference reference) {
            return reference(reference.name(), named.name(), named.location());
        }
        if (source instanceof Source.Text text) {
            return text(named.name(), text.template());
        }
        if (source instanceof Source.Constant constant) {
            return constant(named, constant);
        }
        return converted(named, (Source.Converted) source);
    }

    private @Nullable Slot reference(String reference, String name, Location location) {
        Slot rows = rows(reference, name);
        if (rows != null) {
            return rows;
        }
        Operand operand = lookup.operand(reference, "attribute \"" + name + "\"", location);
        return operand == null
                ? null
                : slot(name, operand, ValueForms.kind(operand.type()), ValueForms.of(operand.type()));
    }

    private Slot slot(String name, Operand operand, Kind kind, ValueForm form) {
        return slot(name, kind, (row, element) -> {
            Object value = operand.read(row, element);
            return value == null ? absent : form.of(value);
        });
    }

    /** Returns the slot of an embed, or of the row that an item is repeated for; null for other references. */
    private @Nullable Slot rows(String reference, String name) {
        Optional<Embed> own = lookup.embed(reference);
        if (own.isPresent()) {
            Children children = new Children(own.get(), lookup.shape().child(reference));
            Slot[] inner = inner(lookup, own.get(), name);
            return slot(name, Kind.LIST, (row, element) -> children.maps(row, inner));
        }
        Each each = lookup.each();
        Optional<Embed> loop = each == null ? Optional.empty() : lookup.embed(each.source());
        if (each == null || loop.isEmpty()) {
            return null;
        }
        if (reference.equals(each.alias())) {
            Slot[] inner = inner(lookup, loop.get(), name);
            return slot(
                    name, Kind.LIST, (row, element) -> element == null ? absent : Children.map((Row) element, inner));
        }
        Lookup elements = lookup.inside(loop.get(), "embed \"" + each.source() + "\"");
        Optional<Embed> nested = reference.startsWith(each.alias() + ".")
                ? elements.embed(reference.substring(each.alias().length() + 1))
                : Optional.empty();
        if (nested.isEmpty()) {
            return null;
        }
        Children children =
                new Children(nested.get(), elements.shape().child(nested.get().name()));
        Slot[] inner = inner(elements, nested.get(), name);
        return slot(name, Kind.LIST, (row, element) -> element == null ? absent : children.maps((Row) element, inner));
    }

    private Slot[] inner(Lookup outer, Embed embed, String name) {
        Lookup inside = outer.inside(embed, "embed \"" + embed.name() + "\"");
        Nulls nulls = absent == null ? Nulls.OMIT : Nulls.KEEP;
        return new AttributeCompiler(inside, embed.except(), names, nulls, Set.of(), prefix + name + ".")
                .compile(embed.attributes())
                .toArray(Slot[]::new);
    }

    private @Nullable Slot text(String name, Template template) {
        TextTemplate text =
                TemplateCompiler.compile(lookup, "attribute \"" + prefix + name + "\"", Use.ATTRIBUTE, template);
        if (text == null) {
            return null;
        }
        Slot.Filling filling = (row, element) -> {
            String filled = text.fill(row, element);
            return filled == null ? absent : new Value.Str(filled);
        };
        return slot(name, Kind.S, filling);
    }

    private @Nullable Slot constant(Attribute.Named named, Source.Constant constant) {
        try {
            Value value = Conversions.constant(constant.value(), constant.as());
            return slot(named.name(), Conversions.kind(constant.as()), (row, element) -> value);
        } catch (Rejection e) {
            lookup.report(named.location(), "the value of attribute \"" + named.name() + "\" " + e.reason(), null);
            return null;
        }
    }

    private @Nullable Slot converted(Attribute.Named named, Source.Converted converted) {
        Operand operand = lookup.operand(converted.column(), "attribute \"" + named.name() + "\"", named.location());
        if (operand == null) {
            return null;
        }
        ValueForm form = Conversions.of(operand, converted.as());
        if (form == null) {
            String as = converted.as().name().toLowerCase(Locale.ROOT).replace('_', '-');
            lookup.report(
                    named.location(),
                    "attribute \"" + named.name() + "\": \"" + as + "\" does not fit column \"" + operand.name()
                            + "\" (" + operand.declared() + ")",
                    Conversions.takes(converted.as()));
            return null;
        }
        boolean array = operand.type() instanceof Type.Array;
        return slot(named.name(), operand, Conversions.kind(converted.as()), value -> {
            if (value instanceof List<?> && !array) {
                throw new Rejection("is an array, which cannot be converted");
            }
            return form.of(value);
        });
    }
}
