package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says defaults in MySQL's way: literals bare, everything else and what stands apart from the row in parentheses. */
final class Presets {

    private final Expressions expressions;
    private final boolean foreign;

    Presets(Expressions expressions, boolean foreign) {
        this.expressions = expressions;
        this.foreign = foreign;
    }

    /**
     * Returns what follows DEFAULT; null for NULL.
     *
     * @throws Untranslatable when the default means nothing in MySQL
     */
    @Nullable
    String say(String preset, ColumnCopy column, MySqlType type) throws Untranslatable {
        Type held = column.column().type();
        if (foreign && preset.contains("nextval(")) {
            throw new Untranslatable("it takes a value of a sequence, which MySQL does not have");
        }
        String sql = foreign && held instanceof Type.Array
                ? emptyArray(preset)
                : expressions.translate(preset, Map.of()).text();
        String word = sql.toUpperCase(Locale.ROOT);
        if (word.equals("NULL")) {
            return null;
        }
        if (word.matches("(CURRENT_TIMESTAMP|NOW|LOCALTIMESTAMP|LOCALTIME)(\\(\\d?\\))?")) {
            return now(held, type);
        }
        if (foreign && held instanceof Type.Bytes) {
            return bytes(sql);
        }
        boolean literal =
                sql.matches("(?s)[bxBXnN]?'([^'\\\\]|''|\\\\.)*'|[+-]?[\\d.]+([eE][+-]?\\d+)?|(?i:true|false)");
        return literal && !type.apart() ? sql : "(" + sql + ")";
    }

    /** An instant is kept in UTC, whatever the session's zone is. */
    private static String now(Type held, MySqlType type) throws Untranslatable {
        String digits = type.arguments().isEmpty() ? "" : "(" + type.argument(0, 0) + ")";
        if (type.name().equals("datetime") && held instanceof Type.Timestamp moment && moment.zoned()) {
            return "(UTC_TIMESTAMP" + (digits.isEmpty() ? "()" : digits) + ")";
        }
        if (type.name().equals("datetime") || type.name().equals("timestamp")) {
            return "CURRENT_TIMESTAMP" + digits;
        }
        throw new Untranslatable("it is the present moment, which " + type + " does not hold");
    }

    private static String emptyArray(String preset) throws Untranslatable {
        if (preset.startsWith("'{}'") || preset.matches("ARRAY\\[\\](::.*)?")) {
            return "'[]'";
        }
        throw new Untranslatable("it is an array with elements");
    }

    private static String bytes(String literal) throws Untranslatable {
        String digits = literal.replaceAll("^'\\\\\\\\x([0-9a-fA-F]*)'$", "$1");
        if (digits.equals(literal)) {
            throw new Untranslatable("it is no literal of bytes");
        }
        return "(x'" + digits + "')";
    }
}
