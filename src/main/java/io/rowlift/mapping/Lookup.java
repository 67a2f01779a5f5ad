package io.rowlift.mapping;

import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Entity.Each;
import io.rowlift.mapping.Operand.Place;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Column;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names that can stand in one place of a mapping.
 *
 * @param context names the place in messages, for example {@code entity "Order", item 1}
 * @param table the table whose columns are meant, as the mapping calls it
 * @param shape the layout of its rows
 * @param joins names of its joins
 * @param embeds its embeds
 * @param each what the item is repeated for, or null
 * @param problems takes what is wrong
 */
record Lookup(
        String context,
        String table,
        Shape shape,
        List<Aggregate.Join> joins,
        List<Embed> embeds,
        @Nullable Each each,
        Problems problems) {

    private static final String CONDITION = "when#";

    /** Returns the names of the columns that {@code "*"} brings: the table's own and computed ones. */
    List<String> ownColumns() {
        return shape.columns().stream()
                .map(Column::name)
                .filter(name -> !name.startsWith(CONDITION))
                .filter(name -> joins.stream().noneMatch(join -> name.startsWith(join.name() + ".")))
                .toList();
    }

    /** Returns the embed of this name. */
    Optional<Embed> embed(String name) {
        return embeds.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /** Returns the lookup inside of an embed. */
    Lookup inside(Embed embed, String what) {
        int child = shape.child(embed.name());
        if (child < 0) {
            throw new IllegalArgumentException("the source does not read embed \"" + embed.name() + "\"");
        }
        Shape inner = shape.children().get(child - shape.columns().size()).shape();
        return new Lookup(context + ", " + what, embed.table(), inner, embed.joins(), embed.embeds(), null, problems);
    }

    /**
     * Resolves a name that must have a value.
     *
     * @param subject what uses it, for example {@code key "PK"}
     * @return null after a report
     */
    @Nullable
    Operand operand(String name, String subject, Location location) {
        Operand found = find(name);
        if (found != null) {
            return found;
        }
        if (embed(name).isPresent() || isRow(name)) {
            report(
                    location,
                    subject + " uses \"" + name + "\", which has rows and not a value",
                    "name one of their columns, with each where there are many");
            return null;
        }
        report(
                location,
                subject + " uses column \"" + name + "\", which \"" + table + "\" does not have",
                Suggestion.didYouMean(name, known()));
        return null;
    }

    private boolean isRow(String name) {
        return each != null && each.alias().equals(name) && embed(each.source()).isPresent();
    }

    private @Nullable Operand find(String name) {
        Each loop = each;
        if (loop != null && (name.equals(loop.alias()) || name.startsWith(loop.alias() + "."))) {
            return element(loop, name);
        }
        int position = name.startsWith(CONDITION) ? -1 : shape.column(name);
        return position < 0 ? null : at(name, shape.columns().get(position), Place.ROW, position);
    }

    private @Nullable Operand element(Each loop, String name) {
        Optional<Embed> embed = embed(loop.source());
        if (embed.isPresent()) {
            Shape inner = inside(embed.get(), "").shape();
            int position = name.length() > loop.alias().length()
                    ? inner.column(name.substring(loop.alias().length() + 1))
                    : -1;
            return position < 0 ? null : at(name, inner.columns().get(position), Place.CHILD, position);
        }
        int position = name.equals(loop.alias()) ? shape.column(loop.source()) : -1;
        if (position < 0) {
            return null;
        }
        Column column = shape.columns().get(position);
        Type type = column.type() instanceof Type.Array array ? array.element() : column.type();
        return new Operand(name, type, "element of " + column.declared(), Place.ELEMENT, -1);
    }

    private static Operand at(String name, Column column, Place place, int position) {
        return new Operand(name, column.type(), column.declared(), place, position);
    }

    private List<String> known() {
        List<String> known = new ArrayList<>();
        shape.columns().stream()
                .map(Column::name)
                .filter(name -> !name.startsWith(CONDITION))
                .forEach(known::add);
        embeds.forEach(e -> known.add(e.name()));
        if (each != null) {
            known.add(each.alias());
            embed(each.source())
                    .ifPresent(e ->
                            inside(e, "").shape().columns().forEach(c -> known.add(each.alias() + "." + c.name())));
        }
        return known;
    }

    void report(Location location, String message, @Nullable String remedy) {
        problems.add(location, context + ": " + message, remedy);
    }
}
