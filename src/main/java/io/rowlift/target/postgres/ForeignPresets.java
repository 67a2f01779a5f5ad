package io.rowlift.target.postgres;

import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Untranslatable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Defaults of MySQL and MariaDB in PostgreSQL's language. */
final class ForeignPresets {

    private static final Pattern NOW = Pattern.compile(
            "(?:current_timestamp|now|localtime|localtimestamp|curdate|current_date|curtime|current_time)"
                    + "(?:\\((\\d?)\\))?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NEXT = Pattern.compile("nextval\\((?:`((?:[^`]|``)*)`\\.)?`((?:[^`]|``)*)`\\)");

    /** Defaults that users write and that have a counterpart for some types. */
    private static final Map<String, String> KNOWN = Map.of(
            "uuid() as uuid", "gen_random_uuid()",
            "uuid() as text", "gen_random_uuid()::text",
            "uuid() as character varying", "gen_random_uuid()::text",
            "uuid_to_bin(uuid()) as bytea", "uuid_send(gen_random_uuid())",
            "uuid_to_bin(uuid(),1) as bytea", "uuid_send(gen_random_uuid())",
            "uuid_to_bin(uuid(),true) as bytea", "uuid_send(gen_random_uuid())",
            "json_object() as jsonb", "'{}'",
            "json_array() as jsonb", "'[]'");

    private ForeignPresets() {}

    static String translate(String preset, Type held, PostgresType type, Draft draft, TableDraft table)
            throws Untranslatable {
        String plain = unwrapped(preset.trim());
        List<ForeignWord> words = ForeignWord.cut(plain);
        Matcher now = NOW.matcher(plain);
        if (now.matches()) {
            return now(now.group(1), type);
        }
        Matcher next = NEXT.matcher(plain);
        if (next.matches()) {
            return next(next, draft);
        }
        String known = KNOWN.get(plain.toLowerCase(Locale.ROOT) + " as " + type.base());
        if (known != null) {
            return known;
        }
        ForeignWord sign = words.get(0);
        boolean negative = sign.is("-") && words.size() == 3;
        if (words.size() == 2 || negative) {
            return literal(words.get(negative ? 1 : 0), negative, held, type);
        }
        Expression expression = ForeignExpression.translate(plain, table);
        return "(" + expression.stored(type) + ")";
    }

    private static String unwrapped(String text) {
        String inner = text;
        while (inner.startsWith("(") && inner.endsWith(")") && inner.indexOf('(', 1) < 0 && inner.indexOf('\'') < 0) {
            inner = inner.substring(1, inner.length() - 1).trim();
        }
        return inner.matches("\\([\\w]+\\(\\d?\\)\\)") ? inner.substring(1, inner.length() - 1) : inner;
    }

    private static String now(@org.jspecify.annotations.Nullable String digits, PostgresType type)
            throws Untranslatable {
        String precision = "(" + (digits == null || digits.isEmpty() ? "0" : digits) + ")";
        return switch (type.base()) {
            case "timestamp" -> (type.zoned() ? "CURRENT_TIMESTAMP" : "LOCALTIMESTAMP") + precision;
            case "date" -> "CURRENT_DATE";
            case "interval" -> "LOCALTIME" + precision + "::interval";
            case "time" -> (type.zoned() ? "CURRENT_TIME" : "LOCALTIME") + precision;
            default -> throw new Untranslatable("it is the present moment, which " + type + " does not hold");
        };
    }

    private static String next(Matcher next, Draft draft) {
        String schema = next.group(1) == null ? "" : next.group(1).replace("``", "`");
        TableName name =
                new TableName(draft.spaces().target(schema), next.group(2).replace("``", "`"));
        return "nextval(" + PostgresDialect.literal(PostgresDialect.quoted(name)) + "::regclass)";
    }

    private static String literal(ForeignWord word, boolean negative, Type held, PostgresType type)
            throws Untranslatable {
        String text = word.text();
        switch (word.kind()) {
            case BITS -> {
                return bits(text, type);
            }
            case BYTES -> {
                if (type.base().equals("bytea")) {
                    return "'\\x" + text.toLowerCase(Locale.ROOT) + "'";
                }
                throw new Untranslatable("it is a literal of bytes");
            }
            case NUMBER -> {
                return number((negative ? "-" : "") + text, type);
            }
            case TEXT -> {
                return text(text, held, type);
            }
            case NAME -> {
                boolean truth = text.equalsIgnoreCase("true");
                if (truth || text.equalsIgnoreCase("false")) {
                    return number(truth ? "1" : "0", type);
                }
                if (text.equalsIgnoreCase("null")) {
                    return "NULL";
                }
                throw new Untranslatable("PostgreSQL has no counterpart of \"" + text + '"');
            }
            case QUOTED, SIGN, END -> throw new Untranslatable("it is no literal");
        }
        throw new IllegalStateException("unknown kind of word");
    }

    private static String bits(String digits, PostgresType type) throws Untranslatable {
        if (type.base().equals("boolean")) {
            return String.valueOf(digits.contains("1"));
        }
        if (type.base().equals("bit")) {
            int length = type.argument(0, 1);
            String stripped = digits.replaceFirst("^0+", "");
            if (stripped.length() <= length) {
                return "B'" + "0".repeat(length - stripped.length()) + stripped + "'";
            }
        }
        return number(new java.math.BigInteger(digits, 2).toString(), type);
    }

    private static String number(String digits, PostgresType type) throws Untranslatable {
        if (type.base().equals("boolean")) {
            return String.valueOf(!digits.matches("-?[0.]+"));
        }
        if (type.base().equals("bit") && digits.matches("\\d+")) {
            return bits(new java.math.BigInteger(digits).toString(2), type);
        }
        if (type.characters()) {
            return PostgresDialect.literal(digits);
        }
        if (!type.number() && !type.base().equals("money")) {
            throw new Untranslatable("it is a number, and the column becomes " + type);
        }
        return digits.startsWith("-") ? "'" + digits + "'" : digits;
    }

    private static String text(String text, Type held, PostgresType type) throws Untranslatable {
        if (held instanceof Type.Array) {
            return PostgresDialect.literal(Stream.of(text.split(","))
                    .filter(label -> !label.isEmpty())
                    .map(label -> '"' + label.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(",", "{", "}")));
        }
        if (type.base().equals("bytea")) {
            return "'\\x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
        }
        boolean dated = held instanceof Type.Date || held instanceof Type.Timestamp;
        if (dated && Moments.obstacle(text.replace(' ', 'T')) != null) {
            throw new Untranslatable("it is a date that PostgreSQL does not have");
        }
        if (held instanceof Type.Int || held instanceof Type.Numeric || held instanceof Type.Real) {
            return number(text, type);
        }
        boolean instant = held instanceof Type.Timestamp moment && moment.zoned();
        // the source prints it in UTC
        return PostgresDialect.literal(instant ? text + "+00" : text);
    }
}
