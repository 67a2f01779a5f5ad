package io.rowlift.target.mysql;

import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.Expressions.Column;
import io.rowlift.target.mysql.Expressions.Kind;
import io.rowlift.target.mysql.Expressions.Sql;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MySQL's and MariaDB's own expressions: as they are, with the target's names of columns. */
final class OwnExpression {

    /** Texts are left alone; names stand in backticks, as both servers print them. */
    private static final Pattern WORD = Pattern.compile(
            "'(?:[^'\\\\]|''|\\\\.)*'|`((?:[^`]|``)*)`(\\s*[.(])?|\\b(nextval|lastval|next\\s+value)\\b",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private OwnExpression() {}

    static Sql translate(String expression, Map<String, Column> columns) throws Untranslatable {
        Matcher word = WORD.matcher(expression);
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (word.find()) {
            text.append(expression, at, word.start());
            at = word.end();
            if (word.group(3) != null) {
                throw new Untranslatable("it takes a value of a sequence, which MySQL does not have");
            }
            text.append(word.group(1) == null ? word.group() : name(word, columns));
        }
        text.append(expression, at, expression.length());
        return new Sql(text.toString(), kind(expression));
    }

    private static String name(Matcher word, Map<String, Column> columns) throws Untranslatable {
        String name = word.group(1).replace("``", "`");
        if (word.group(2) != null) {
            // a schema or table before a point, or a function's name
            throw new Untranslatable("it names \"" + name + "\", which is no column of the table");
        }
        for (Map.Entry<String, Column> column : columns.entrySet()) {
            if (column.getKey().equalsIgnoreCase(name)) {
                return Quoted.name(column.getValue().target());
            }
        }
        throw new Untranslatable("the target has no column \"" + name + '"');
    }

    private static Kind kind(String expression) {
        String start = expression.trim().toLowerCase(Locale.ROOT);
        return start.startsWith("'") ? Kind.TEXT : start.matches("-?\\d+") ? Kind.WHOLE : Kind.OTHER;
    }
}
