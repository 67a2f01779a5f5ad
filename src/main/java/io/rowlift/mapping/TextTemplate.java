package io.rowlift.mapping;

import io.rowlift.schema.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template that is ready to be filled in. */
final class TextTemplate {

    private static final int USUAL_LENGTH = 64;

    private final Piece[] pieces;
    private final Use use;

    TextTemplate(Piece[] pieces, Use use) {
        this.pieces = pieces;
        this.use = use;
    }

    /** What a template is for. */
    enum Use {
        /** A table's key: a missing part rejects the row. */
        KEY,
        /** An index's key: a missing part leaves the item out of the index. */
        INDEX,
        /** An ordinary attribute: NULL leaves it out, and ambiguity does no harm. */
        ATTRIBUTE
    }

    /** A piece of the text. */
    sealed interface Piece {}

    /** Text that stands for itself. */
    record Fixed(String text) implements Piece {}

    /**
     * A value.
     *
     * @param operand where it comes from
     * @param form how it is written
     * @param subject names it in rejections
     * @param end the literal that follows and must be looked for in the value, or null when the value cannot hold it
     */
    record Filled(
            Operand operand,
            TextForm form,
            String subject,
            @Nullable String end) implements Piece {}

    /**
     * Returns the text for a row.
     *
     * @param element what the item is repeated for, or null
     * @return null when a part is missing and the use allows it
     * @throws Rejection if the row cannot have this text
     */
    @Nullable
    String fill(Row row, @Nullable Object element) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        for (Piece piece : pieces) {
            if (piece instanceof Fixed fixed) {
                out.append(fixed.text());
            } else if (!append((Filled) piece, row, element, out)) {
                return null;
            }
        }
        return out.toString();
    }

    private boolean append(Filled part, Row row, @Nullable Object element, StringBuilder out) {
        try {
            Object value = part.operand().read(row, element);
            if (value == null) {
                return missing("is NULL");
            }
            if (use != Use.ATTRIBUTE && empty(value)) {
                return missing("is empty");
            }
            // arrays of more dimensions have lists where their type promises elements
            if (value instanceof List<?>) {
                throw new Rejection("is an array, which has no place in a template");
            }
            int start = out.length();
            part.form().append(value, out);
            checkEnd(part.end(), start, out);
            return true;
        } catch (Rejection e) {
            throw e.of(part.subject());
        }
    }

    private boolean missing(String what) {
        if (use == Use.KEY) {
            throw new Rejection(what);
        }
        return false;
    }

    private static boolean empty(Object value) {
        return (value instanceof String text && text.isEmpty())
                || (value instanceof byte[] bytes && bytes.length == 0)
                || (value instanceof Value.Str json && json.text().isEmpty());
    }

    /** The literal must be found first where it stands, so that the text can be taken apart again. */
    private static void checkEnd(@Nullable String literal, int start, StringBuilder out) {
        if (literal == null) {
            return;
        }
        int end = out.length();
        out.append(literal);
        if (out.indexOf(literal, start) != end) {
            throw new Rejection(
                    "runs into the text \"" + literal + "\" that follows it, so that the key would be ambiguous");
        }
        out.setLength(end);
    }
}
