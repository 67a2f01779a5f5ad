package io.rowlift.source;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Format;
import io.rowlift.mapping.Template;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an inspection needs to know of an entity.
 *
 * @param aggregate what is read
 * @param keyParts what stands in the keys of its items
 */
public record Inspected(Aggregate aggregate, List<KeyPart> keyParts) {

    public Inspected {
        keyParts = List.copyOf(keyParts);
    }

    /**
     * A value in a key.
     *
     * @param reference {@code column} or {@code join.column}
     * @param folded whether its letters are all made small or all made capital
     */
    public record KeyPart(String reference, boolean folded) {}

    /** Takes from an entity's items what stands in the keys of table and indexes; elements of {@code each} are left out. */
    public static Inspected of(Entity entity) {
        List<KeyPart> parts = entity.items().stream()
                .flatMap(item -> Stream.concat(item.key().values().stream(), item.index().values().stream()))
                .flatMap(template -> template.parts().stream())
                .filter(Template.Variable.class::isInstance)
                .map(Template.Variable.class::cast)
                .map(variable -> new KeyPart(
                        variable.reference(), variable.formats().stream().anyMatch(Inspected::folds)))
                .distinct()
                .toList();
        return new Inspected(entity.aggregate(), parts);
    }

    private static boolean folds(Format format) {
        return format.kind() == Format.Kind.LOWER || format.kind() == Format.Kind.UPPER;
    }
}
