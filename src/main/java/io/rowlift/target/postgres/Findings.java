package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one translation has found, in the order in which it was found. */
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    /**
     * What is to be said about something.
     *
     * @param severity whether it stands in the way
     * @param code stable name of its kind
     * @param message what becomes of it
     * @param remedy what to do about it, or null
     */
    record Remark(
            Severity severity,
            String code,
            String message,
            @Nullable String remedy) {
        static Remark note(String code, String message, @Nullable String remedy) {
            return new Remark(Severity.NOTE, code, message, remedy);
        }

        static Remark warning(String code, String message, @Nullable String remedy) {
            return new Remark(Severity.WARNING, code, message, remedy);
        }

        static Remark problem(String code, String message, String remedy) {
            return new Remark(Severity.PROBLEM, code, message, remedy);
        }
    }

    /** Says something about a table. */
    void add(TableCopy table, Remark remark) {
        add(subject(table), null, remark);
    }

    /** Says something about a column. */
    void add(TableCopy table, ColumnCopy column, Remark remark) {
        add(subject(table) + ", column \"" + column.source() + '"', column.location(), remark);
    }

    /** Says something about a part of a table: {@code index "a"}. */
    void add(TableCopy table, String part, Remark remark) {
        add(subject(table) + ", " + part, null, remark);
    }

    /** Says something about an object that goes with no table: {@code view "a"}. */
    void add(String object, Remark remark) {
        add(object, null, remark);
    }

    private static String subject(TableCopy table) {
        return "table \"" + table.name() + '"';
    }

    private void add(String subject, @Nullable Location location, Remark remark) {
        found.add(new Finding(
                remark.severity(), remark.code(), subject, remark.message(), remark.remedy(), location, 0, List.of()));
    }

    List<Finding> all() {
        return found;
    }
}
