package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Obstruction;
import io.rowlift.target.jdbc.Orphans;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the rows because of which MySQL refuses an index or a foreign key. */
final class MySqlObstructions {

    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate entry (.*) for key '", Pattern.DOTALL);

    private static final String NAME = "`(?:[^`]|``)+`";
    private static final Pattern REFERENCE =
            Pattern.compile("FOREIGN KEY \\(([^)]*)\\) REFERENCES (?:(" + NAME + ")\\.)?(" + NAME + ") \\(([^)]*)\\)");
    private static final Pattern EACH = Pattern.compile(NAME);

    private MySqlObstructions() {}

    static Obstruction find(Statement statement, SQLException refusal) {
        String message = String.valueOf(refusal.getMessage());
        Matcher duplicate = DUPLICATE.matcher(message);
        if (refusal.getErrorCode() == 1062 && duplicate.find()) {
            return new Obstruction.Collision(duplicate.group(1));
        }
        Matcher reference = REFERENCE.matcher(message);
        TableName table = statement.table();
        if (refusal.getErrorCode() == 1452 && table != null && reference.find()) {
            String schema = reference.group(2) == null ? table.schema() : plain(reference.group(2));
            return new Obstruction.Missing(new Orphans(
                    table,
                    names(reference.group(1)),
                    new TableName(schema, plain(reference.group(3))),
                    names(reference.group(4))));
        }
        return new Obstruction.Other("a row refuses it (error " + refusal.getErrorCode() + ")");
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        Matcher each = EACH.matcher(list);
        while (each.find()) {
            names.add(plain(each.group()));
        }
        return names;
    }

    private static String plain(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("``", "`");
    }
}
