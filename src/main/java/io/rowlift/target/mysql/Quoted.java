package io.rowlift.target.mysql;

import io.rowlift.schema.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Names and texts as they stand in MySQL's statements, for a sql_mode without NO_BACKSLASH_ESCAPES. */
final class Quoted {

    private Quoted() {}

    /** Returns an identifier in backticks. */
    static String name(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /** Returns a table's full name. */
    static String name(TableName table) {
        return name(table.schema()) + "." + name(table.name());
    }

    /** Returns identifiers in backticks, with commas between them. */
    static String names(List<String> identifiers) {
        return identifiers.stream().map(Quoted::name).collect(Collectors.joining(", "));
    }

    /** Returns a text as a literal. */
    static String text(String value) {
        String escaped = value.replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0");
        return '\'' + escaped + '\'';
    }
}
