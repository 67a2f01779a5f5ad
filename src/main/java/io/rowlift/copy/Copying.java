package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Definition;
import io.rowlift.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that is to be copied, while the plan is made.
 *
 * @param name what users call it
 * @param definition how the source declares it
 * @param rule what the mapping says about it, or null
 * @param location of the rule, or of what stands for it
 */
record Copying(String name, Definition definition, @Nullable TableRule rule, Location location) {

    TableName source() {
        return definition.table().name();
    }

    /** Returns how messages name it. */
    String subject() {
        return "table \"" + name + '"';
    }

    /** Reports something that is wrong with the mapping's rules for it. */
    void report(Problems problems, Location where, String message, @Nullable String remedy) {
        problems.add(where, subject() + ": " + message, remedy);
    }

    /** Returns something to be said about a part of it: {@code index "a"}. */
    Finding finding(
            Severity severity,
            String code,
            String part,
            String message,
            @Nullable String remedy,
            @Nullable Location where) {
        return new Finding(severity, code, subject() + ", " + part, message, remedy, where, 0, List.of());
    }
}
