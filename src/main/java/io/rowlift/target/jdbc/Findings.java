package io.rowlift.target.jdbc;

import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the translation of a schema has found, in the order in which it was found. */
public final class Findings {

    private final List<Finding> found = new ArrayList<>();

    /**
     * What is to be said about something.
     *
     * @param severity whether it stands in the way
     * @param code stable name of its kind
     * @param message what becomes of it
     * @param remedy what to do about it, or null
     */
    public record Remark(
            Severity severity,
            String code,
            String message,
            @Nullable String remedy) {
        /** Returns something worth knowing. */
        public static Remark note(String code, String message, @Nullable String remedy) {
            return new Remark(Severity.NOTE, code, message, remedy);
        }

        /** Returns something that somebody should decide knowingly. */
        public static Remark warning(String code, String message, @Nullable String remedy) {
            return new Remark(Severity.WARNING, code, message, remedy);
        }

        /** Returns something that forbids the run. */
        public static Remark problem(String code, String message, String remedy) {
            return new Remark(Severity.PROBLEM, code, message, remedy);
        }
    }

    /** Says something about a table. */
    public void add(TableCopy table, Remark remark) {
        add(subject(table), null, remark);
    }

    /** Says something about a column. */
    public void add(TableCopy table, ColumnCopy column, Remark remark) {
        add(subject(table) + ", column \"" + column.source() + '"', column.location(), remark);
    }

    /** Says something about a part of a table: {@code index "a"}. */
    public void add(TableCopy table, String part, Remark remark) {
        add(subject(table) + ", " + part, null, remark);
    }

    /** Says something about an object that goes with no table: {@code view "a"}. */
    public void add(String object, Remark remark) {
        add(object, null, remark);
    }

    private static String subject(TableCopy table) {
        return "table \"" + table.name() + '"';
    }

    private void add(String subject, @Nullable Location location, Remark remark) {
        found.add(new Finding(
                remark.severity(), remark.code(), subject, remark.message(), remark.remedy(), location, 0, List.of()));
    }

    /** Returns all of it. */
    public List<Finding> all() {
        return List.copyOf(found);
    }
}
