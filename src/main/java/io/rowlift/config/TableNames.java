package io.rowlift.config;

import java.util.regex.Pattern;

/** Names as DynamoDB allows them for tables and indexes. */
final class TableNames {

    static final String RULE = "3 to 255 letters, digits, \"_\", \"-\" or \".\"";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    private TableNames() {}

    static boolean valid(String name) {
        return NAME.matcher(name).matches();
    }
}
