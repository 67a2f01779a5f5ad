package io.rowlift.verify;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Template;
import io.rowlift.mapping.Value;
import io.rowlift.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells keys that a mapping could have made from foreign ones, for tables that are shared with others. */
final class OwnKeys {

    private record Shape(
            String table, Pattern partition, @Nullable Pattern sort) {}

    private final List<Shape> shapes = new ArrayList<>();

    OwnKeys(Mapping mapping) {
        for (Entity entity : mapping.entities().values()) {
            for (Entity.ItemDesign item : entity.items()) {
                TableDesign table = mapping.tables().get(item.table());
                if (table != null) {
                    shapes.add(shape(table, item.key()));
                }
            }
        }
    }

    /**
     * Makes sure that no item of others can be taken for one of this mapping.
     *
     * @throws RefusedException naming the item whose key has nothing but values
     */
    static void requireUnmistakable(Mapping mapping) {
        for (Entity entity : mapping.entities().values()) {
            for (int i = 0; i < entity.items().size(); i++) {
                boolean literal = entity.items().get(i).key().values().stream()
                        .flatMap(template -> template.parts().stream())
                        .anyMatch(Template.Literal.class::isInstance);
                if (!literal) {
                    throw new RefusedException(
                            "the key of entity \"" + entity.name() + "\", item " + (i + 1)
                                    + " has no text of its own, so that items of others in a shared table would be taken for"
                                    + " extra ones",
                            "leave out \"--prune\", or \"shared\" if the tables are this migration's alone");
                }
            }
        }
    }

    /** Returns whether a template of the mapping matches the key. */
    boolean contain(ItemKey key) {
        return shapes.stream()
                .anyMatch(shape -> shape.table().equals(key.table())
                        && matches(shape.partition(), key.partition())
                        && matches(shape.sort(), key.sort()));
    }

    private static boolean matches(@Nullable Pattern pattern, @Nullable Value value) {
        return pattern == null
                || !(value instanceof Value.Str text)
                || pattern.matcher(text.text()).matches();
    }

    private static Shape shape(TableDesign table, Map<String, Template> key) {
        TableDesign.KeyAttribute sort = table.sort();
        return new Shape(
                table.name(),
                pattern(key.get(table.partition().name())),
                sort == null ? null : pattern(key.get(sort.name())));
    }

    private static Pattern pattern(@Nullable Template template) {
        String regex = template == null
                ? ".*"
                : template.parts().stream()
                        .map(part -> part instanceof Template.Literal literal ? Pattern.quote(literal.text()) : ".+")
                        .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
