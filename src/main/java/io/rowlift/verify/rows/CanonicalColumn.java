package io.rowlift.verify.rows;

import io.rowlift.copy.TableCopy;
import io.rowlift.schema.Column;
import io.rowlift.schema.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * The form in which one column's values are compared, whichever engine they came from: bytes that are equal exactly when
 * the target holds what the source's value becomes by the documented conversion.
 */
public final class CanonicalColumn {

    /** What cannot be read is equal to nothing: each side has its own. */
    private static final byte[] UNREADABLE_SOURCE = {(byte) 0xFF, (byte) 0xFF, 0};

    private static final byte[] UNREADABLE_TARGET = {(byte) 0xFF, (byte) 0xFF, 1};

    private final Comparison comparison;

    private CanonicalColumn(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Decides how a column is compared.
     *
     * @param copied what the plan copies
     * @param target the column as the target's catalog declares it, read by the Source of the target's product
     */
    public static CanonicalColumn of(TableCopy.ColumnCopy copied, Column target) {
        return new CanonicalColumn(Pairing.of(copied.column(), target, copied.type()));
    }

    /**
     * Returns the canonical bytes of a value as the source's reader delivers it; null for NULL. They may be the value's own
     * and are not to be changed.
     */
    public byte @Nullable [] ofSource(@Nullable Object value) {
        return value == null ? null : bytes(value, comparison.source(), UNREADABLE_SOURCE);
    }

    /**
     * Returns the canonical bytes of a value as a reader of the target delivers it; null for NULL. They may be the value's
     * own and are not to be changed.
     */
    public byte @Nullable [] ofTarget(@Nullable Object value) {
        return value == null ? null : bytes(value, comparison.target(), UNREADABLE_TARGET);
    }

    private byte[] bytes(Object value, Form form, byte[] unreadable) {
        if (value instanceof Unreadable strange && comparison.compared()) {
            return strange.text() == null ? unreadable : Texts.strange(strange.text());
        }
        return form.of(value);
    }

    /** Returns whether values are compared at all, not only whether they are NULL. */
    public boolean compared() {
        return comparison.compared();
    }

    /** Returns how the two are compared, in words for reports: {@code numbers by value}, {@code texts by character}. */
    public String comparison() {
        return comparison.words();
    }
}
