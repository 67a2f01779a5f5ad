package io.rowlift.target.mysql;

import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.Expressions.Kind;
import io.rowlift.target.mysql.Expressions.Sql;
import java.util.Locale;

/** Casts of PostgreSQL, most of which its printing adds to literals only. */
final class ForeignCasts {

    private ForeignCasts() {}

    /** Returns what a type's values are. */
    static Kind kind(String type) {
        String bare = type.toLowerCase(Locale.ROOT)
                .replaceAll("\\(.*?\\)", "")
                .replaceAll("\\s+", " ")
                .trim();
        if (bare.endsWith("[]")) {
            return Kind.OTHER;
        }
        return switch (bare) {
            case "text", "character varying", "varchar", "character", "bpchar", "char", "name", "citext", "uuid" ->
                Kind.TEXT;
            case "smallint", "integer", "bigint", "int2", "int4", "int8" -> Kind.WHOLE;
            case "numeric", "decimal" -> Kind.EXACT;
            case "double precision", "real", "float8", "float4" -> Kind.REAL;
            case "boolean", "bool" -> Kind.TRUTH;
            case "date", "timestamp", "timestamp without time zone", "timestamp with time zone", "timestamptz" ->
                Kind.MOMENT;
            default -> Kind.OTHER;
        };
    }

    static Sql cast(Sql operand, boolean literal, String type, Kind kind) throws Untranslatable {
        if (operand.kind() == Kind.NOTHING) {
            return operand;
        }
        if (kind == Kind.TEXT && operand.kind() == Kind.TEXT && !shortens(type, literal)) {
            return operand;
        }
        if (literal) {
            return literal(operand, type, kind);
        }
        boolean widened =
                (kind == Kind.EXACT && operand.kind() == Kind.WHOLE) || (kind == operand.kind() && !type.contains("("));
        if (widened && kind != Kind.MOMENT) {
            return new Sql(operand.text(), kind);
        }
        if (kind == Kind.REAL && (operand.kind() == Kind.WHOLE || operand.kind() == Kind.EXACT)) {
            return new Sql("(" + operand.text() + " + 0E0)", Kind.REAL);
        }
        if (kind == Kind.TEXT && operand.kind() == Kind.WHOLE) {
            return new Sql("CAST(" + operand.text() + " AS CHAR)", Kind.TEXT);
        }
        // an enum's labels, and what else has a name of the users': texts in MySQL as well
        if (kind == Kind.OTHER && operand.kind() == Kind.TEXT && type.contains(".")) {
            return operand;
        }
        throw new Untranslatable("a cast to \"" + type + "\" may mean something else");
    }

    private static boolean shortens(String type, boolean literal) {
        return type.contains("(") && !literal;
    }

    private static Sql literal(Sql operand, String type, Kind kind) throws Untranslatable {
        String text = operand.text();
        boolean quoted = text.startsWith("'");
        String bare = quoted ? text.substring(1, text.length() - 1) : text;
        boolean number = bare.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
        switch (kind) {
            case WHOLE, EXACT, REAL -> {
                if (number && (kind != Kind.WHOLE || bare.matches("[+-]?\\d+"))) {
                    return new Sql(bare, kind);
                }
            }
            case TRUTH -> {
                if (bare.matches("t|true|1")) {
                    return new Sql("1", Kind.TRUTH);
                }
                if (bare.matches("f|false|0")) {
                    return new Sql("0", Kind.TRUTH);
                }
            }
            case MOMENT -> {
                return moment(bare, type);
            }
            case TEXT -> {
                return new Sql(quoted ? text : Quoted.text(text), Kind.TEXT);
            }
            case OTHER, NOTHING -> {
                return new Sql(text, quoted ? Kind.TEXT : operand.kind());
            }
        }
        throw new Untranslatable("a cast to \"" + type + "\" may mean something else");
    }

    private static Sql moment(String text, String type) throws Untranslatable {
        boolean zoned = type.contains("with time zone") || type.startsWith("timestamptz");
        return new Sql(Quoted.text(Moments.utc(text, zoned)), Kind.MOMENT);
    }
}
