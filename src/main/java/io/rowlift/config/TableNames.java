package io.rowlift.config;

import io.rowlift.plan.Job;
import io.rowlift.problem.Problems;
import java.util.regex.Pattern;

/** Names as DynamoDB allows them for tables and indexes. */
final class TableNames {

    static final String RULE = "3 to 255 letters, digits, \"_\", \"-\" or \".\"";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    private TableNames() {}

    static boolean valid(String name) {
        return NAME.matcher(name).matches();
    }

    static void checkPhysical(Job job, String table, String physical, Problems problems) {
        if (!valid(physical)) {
            problems.add(
                    null,
                    job.file() + ": table \"" + table + "\" would be named \"" + physical + "\", DynamoDB wants "
                            + RULE,
                    "rename it with tables: { " + table + ": ... } under \"dynamodb\"");
        }
    }
}
