package io.rowlift.source.mysql;

import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What foreign keys do when the row that they refer to changes or goes, as a table's statement says it: MariaDB keeps the
 * table of these rules from those who may only read.
 */
final class MySqlRules {

    private static final String ACTION = "(CASCADE|RESTRICT|SET NULL|SET DEFAULT|NO ACTION)";

    /** One line each; names are quoted by one sign or the other as the session likes. */
    private static final Pattern FOREIGN_KEY = Pattern.compile(
            "^\\s*CONSTRAINT ([`\"])((?:(?!\\1).|\\1\\1)+)\\1 FOREIGN KEY .*?\\)(?: ON DELETE " + ACTION
                    + ")?(?: ON UPDATE " + ACTION + ")?,?$",
            Pattern.MULTILINE);

    private MySqlRules() {}

    /** The actions of one foreign key, in SQL's words. */
    record Rule(String onDelete, String onUpdate) {}

    /** Returns the rules of a table's foreign keys by name. */
    static Map<String, Rule> read(Connection connection, TableName table) throws SQLException {
        MySqlDialect dialect = new MySqlDialect();
        String sql = "SHOW CREATE TABLE " + dialect.quote(table.schema()) + "." + dialect.quote(table.name());
        return of(Answer.list(connection, sql, r -> r.getString(2)).get(0));
    }

    /** Returns the rules in the statement that makes a table. */
    static Map<String, Rule> of(String statement) {
        Map<String, Rule> rules = new HashMap<>();
        Matcher matcher = FOREIGN_KEY.matcher(statement);
        while (matcher.find()) {
            String quote = matcher.group(1);
            rules.put(
                    matcher.group(2).replace(quote + quote, quote),
                    new Rule(unlessSaid(matcher.group(3)), unlessSaid(matcher.group(4))));
        }
        return rules;
    }

    /** Nothing is printed for what MariaDB calls RESTRICT. */
    private static String unlessSaid(@Nullable String action) {
        return action == null ? "RESTRICT" : action;
    }
}
