package io.rowlift.verify.rows;

import io.rowlift.copy.TableCopy;
import io.rowlift.schema.Column;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The form in which one column's values are compared, whichever engine they came from. */
public final class CanonicalColumn {

    private CanonicalColumn() {}

    /**
     * Decides how a column is compared.
     *
     * @param copied what the plan copies
     * @param target the column as the target's catalog declares it, read by the Source of the target's product
     */
    public static CanonicalColumn of(TableCopy.ColumnCopy copied, Column target) {
        return new CanonicalColumn();
    }

    /** Returns the canonical bytes of a value as the source's reader delivers it; null for NULL. */
    public byte @Nullable [] ofSource(@Nullable Object value) {
        return value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the canonical bytes of a value as a reader of the target delivers it; null for NULL. */
    public byte @Nullable [] ofTarget(@Nullable Object value) {
        return value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether the two are compared at all, and how, in words for reports. */
    public String comparison() {
        return "texts by character";
    }
}
