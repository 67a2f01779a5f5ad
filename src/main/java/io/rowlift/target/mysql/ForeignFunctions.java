package io.rowlift.target.mysql;

import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.Expressions.Kind;
import io.rowlift.target.mysql.Expressions.Sql;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions of PostgreSQL that MySQL has too, under the same or another name, with the same meaning. */
final class ForeignFunctions {

    private static final Set<String> PARTS = Set.of("year", "month", "day", "hour", "minute", "quarter");

    private ForeignFunctions() {}

    /** Returns what MySQL says for a word that calls a function without parentheses. */
    static Optional<Sql> keyword(String word) {
        return switch (word) {
            case "current_timestamp", "localtimestamp" -> Optional.of(new Sql("CURRENT_TIMESTAMP", Kind.MOMENT));
            case "current_date" -> Optional.of(new Sql("CURRENT_DATE", Kind.MOMENT));
            default -> Optional.empty();
        };
    }

    static Sql call(String function, List<Sql> arguments) throws Untranslatable {
        String list = arguments.stream().map(Sql::text).collect(Collectors.joining(", "));
        int count = arguments.size();
        Kind first = count == 0 ? Kind.NOTHING : arguments.get(0).kind();
        return switch (function + "/" + count) {
            case "lower/1", "upper/1", "replace/3", "lpad/3", "rpad/3" ->
                texts(function, arguments, function.toUpperCase(Locale.ROOT) + "(" + list + ")");
            case "btrim/1", "trim/1" -> texts(function, arguments, "TRIM(" + list + ")");
            case "ltrim/1", "rtrim/1" ->
                texts(function, arguments, function.toUpperCase(Locale.ROOT) + "(" + list + ")");
            case "length/1", "char_length/1", "character_length/1" ->
                new Sql(texts(function, arguments, "CHAR_LENGTH(" + list + ")").text(), Kind.WHOLE);
            case "octet_length/1" ->
                new Sql(texts(function, arguments, "LENGTH(" + list + ")").text(), Kind.WHOLE);
            case "md5/1" -> texts(function, arguments, "MD5(" + list + ")");
            case "abs/1" -> new Sql("ABS(" + list + ")", first);
            case "floor/1" -> new Sql("FLOOR(" + list + ")", first);
            case "ceil/1", "ceiling/1" -> new Sql("CEIL(" + list + ")", first);
            case "nullif/2" -> new Sql("NULLIF(" + list + ")", first);
            case "now/0", "transaction_timestamp/0", "statement_timestamp/0", "clock_timestamp/0" ->
                new Sql("CURRENT_TIMESTAMP", Kind.MOMENT);
            case "gen_random_uuid/0", "uuid_generate_v4/0", "uuid_generate_v1/0" -> new Sql("UUID()", Kind.TEXT);
            case "date_part/2" -> part(arguments.get(0).text().replace("'", ""), arguments.get(1));
            default -> various(function, arguments, list);
        };
    }

    private static Sql various(String function, List<Sql> arguments, String list) throws Untranslatable {
        if (function.equals("coalesce") && !arguments.isEmpty()) {
            return new Sql("COALESCE(" + list + ")", arguments.get(0).kind());
        }
        if (function.equals("round") && arguments.get(0).kind() == Kind.EXACT) {
            return new Sql("ROUND(" + list + ")", Kind.EXACT);
        }
        if (function.equals("concat") && !arguments.isEmpty()) {
            // NULL counts as nothing in PostgreSQL's concat, as in this one
            return new Sql("CONCAT_WS('', " + list + ")", Kind.TEXT);
        }
        if (Set.of("substring", "substr", "left", "right").contains(function)
                && arguments.size() >= 2
                && arguments.stream().skip(1).allMatch(a -> a.text().matches("[1-9]\\d*"))) {
            String name = function.startsWith("subst") ? "SUBSTRING" : function.toUpperCase(Locale.ROOT);
            return texts(function, arguments, name + "(" + list + ")");
        }
        throw new Untranslatable(
                "it calls the function \"" + function + "\", which MySQL does not have or takes otherwise");
    }

    private static Sql texts(String function, List<Sql> arguments, String sql) throws Untranslatable {
        if (arguments.get(0).kind() != Kind.TEXT) {
            throw new Untranslatable("it calls \"" + function + "\" with something that is no text");
        }
        return new Sql(sql, Kind.TEXT);
    }

    static Sql part(String field, Sql moment) throws Untranslatable {
        if (!PARTS.contains(field) || moment.kind() != Kind.MOMENT) {
            throw new Untranslatable("it takes the \"" + field + "\" of a value, which MySQL does otherwise");
        }
        return new Sql("EXTRACT(" + field.toUpperCase(Locale.ROOT) + " FROM " + moment.text() + ")", Kind.WHOLE);
    }
}
