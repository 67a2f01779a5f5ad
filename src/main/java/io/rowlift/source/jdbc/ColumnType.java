package io.rowlift.source.jdbc;

import io.rowlift.schema.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of one declared type are selected, read, and written back where they are part of a key.
 *
 * @param type what a row holds
 * @param select the expression that is selected, with {@code $} for the reference to the column
 * @param read reads what was selected
 * @param parameter how a key value stands in a statement, with one question mark, for example {@code CAST(? AS uuid)}
 * @param bind turns a key value's text, see {@link KeyText}, into the JDBC parameter; throws IllegalArgumentException
 *     when the text is no value of the type
 * @param twin the condition, with {@code $} for the reference, under which a value is read like another value of the
 *     type, so that it cannot be part of a key; null where all values are read differently
 */
public record ColumnType(
        Type type,
        String select,
        Read read,
        String parameter,
        Function<String, Object> bind,
        @Nullable String twin) {

    /** A type whose values are all read differently. */
    public ColumnType(Type type, String select, Read read, String parameter, Function<String, Object> bind) {
        this(type, select, read, parameter, bind, null);
    }

    /** Returns how a column of a key is read: as NULL where its value is read like another one. */
    ColumnType inKey() {
        String own = "CASE WHEN " + twin + " THEN NULL ELSE " + select + " END";
        return twin == null ? this : new ColumnType(type, own, read, parameter, bind, twin);
    }

    /** Returns the expression that is selected for a column or an expression. */
    public String selected(String reference) {
        return select.replace("$", reference);
    }

    /** Reads one value from the current row of a result. */
    @FunctionalInterface
    public interface Read {
        /** Returns the value as {@link Type} says, or null for NULL. */
        @Nullable
        Object value(ResultSet result, int position) throws SQLException;
    }
}
