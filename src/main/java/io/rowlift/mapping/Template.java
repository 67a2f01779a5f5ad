package io.rowlift.mapping;

import io.rowlift.problem.Location;
import java.util.List;

/**
 * Literal text and variable parts in turn, for example {@code USER#{user_id}}; parsed by {@link TemplateParser}.
 *
 * @param text as it was written, without the quotes
 * @param parts at least one; no two variables and no two literals side by side
 * @param location where it stands
 */
public record Template(String text, List<Part> parts, Location location) {

    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {}

    /** Text that stands for itself, with doubled braces already single; never empty. */
    public record Literal(String text) implements Part {}

    /**
     * A value and how it is written.
     *
     * @param reference a column, {@code join.column}, {@code alias} or {@code alias.column} of {@code each}
     * @param formats none, one, or one followed by ESCAPE or RAW, applied in turn
     */
    public record Variable(String reference, List<Format> formats) implements Part {

        public Variable {
            formats = List.copyOf(formats);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
