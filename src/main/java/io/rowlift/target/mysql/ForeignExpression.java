package io.rowlift.target.mysql;

import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.Expressions.Column;
import io.rowlift.target.mysql.Expressions.Kind;
import io.rowlift.target.mysql.Expressions.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL expression that is read from left to right and said again in MySQL. Whatever might mean something else is
 * refused: a rule that is missing in the target is found in the report, a wrong one is found in the data.
 */
final class ForeignExpression {

    private final Words words;
    private final Map<String, Column> columns;

    private ForeignExpression(Words words, Map<String, Column> columns) {
        this.words = words;
        this.columns = columns;
    }

    static Sql translate(String expression, Map<String, Column> columns) throws Untranslatable {
        ForeignExpression reading = new ForeignExpression(new Words(expression), columns);
        Sql whole = reading.alternatives();
        if (reading.words.here().kind() != Token.Kind.END) {
            throw new Untranslatable(
                    "MySQL has no counterpart of \"" + reading.words.here().text() + "\" there");
        }
        return whole;
    }

    private Sql alternatives() throws Untranslatable {
        Sql left = conditions();
        while (words.take("or")) {
            left = new Sql("(" + left.text() + " OR " + conditions().text() + ")", Kind.TRUTH);
        }
        return left;
    }

    private Sql conditions() throws Untranslatable {
        Sql left = negation();
        while (words.take("and")) {
            left = new Sql("(" + left.text() + " AND " + negation().text() + ")", Kind.TRUTH);
        }
        return left;
    }

    private Sql negation() throws Untranslatable {
        return words.take("not") ? truth("(NOT " + negation().text() + ")") : comparison();
    }

    private static Sql truth(String text) {
        return new Sql(text, Kind.TRUTH);
    }

    private Sql comparison() throws Untranslatable {
        Sql left = sum();
        while (true) {
            @Nullable Sql next = predicate(left);
            if (next == null) {
                return left;
            }
            left = next;
        }
    }

    private @Nullable Sql predicate(Sql left) throws Untranslatable {
        for (String sign : List.of("=", "<>", "!=", "<=", ">=", "<", ">")) {
            if (words.take(sign)) {
                if (words.take("any")) {
                    return anyOf(left, sign);
                }
                return truth("(" + left.text() + " " + sign + " " + sum().text() + ")");
            }
        }
        if (words.take("is")) {
            return is(left);
        }
        boolean not = words.take("not");
        if (words.take("between")) {
            String low = sum().text();
            words.expect("and");
            return truth("(" + left.text() + (not ? " NOT" : "") + " BETWEEN " + low + " AND " + sum().text() + ")");
        }
        if (words.take("in")) {
            words.expect("(");
            return truth("(" + left.text() + (not ? " NOT" : "") + " IN (" + list() + "))");
        }
        if (not) {
            words.back();
            return null;
        }
        return pattern(left);
    }

    private @Nullable Sql pattern(Sql left) throws Untranslatable {
        if (words.take("~~")) {
            return truth("(" + left.text() + " LIKE " + sum().text() + ")");
        }
        if (words.take("!~~")) {
            return truth("(" + left.text() + " NOT LIKE " + sum().text() + ")");
        }
        if (words.take("~~*")) {
            return truth("(LOWER(" + left.text() + ") LIKE LOWER(" + sum().text() + "))");
        }
        for (String sign : List.of("~", "~*", "!~", "!~*")) {
            if (words.take(sign)) {
                String call = "REGEXP_LIKE(" + left.text() + ", " + regularExpression() + ", '"
                        + (sign.endsWith("*") ? 'i' : 'c') + "')";
                return truth(sign.startsWith("!") ? "(NOT " + call + ")" : call);
            }
        }
        return null;
    }

    /** The two products' expressions mean the same as long as they hold no escapes but of signs. */
    private String regularExpression() throws Untranslatable {
        String text = words.ahead(words.is("(") ? 1 : 0).text();
        Sql operand = sum();
        if (text.matches(".*\\\\[A-Za-z0-9].*") || text.contains("(?") || text.contains("***")) {
            throw new Untranslatable("its regular expression may mean something else");
        }
        return operand.text();
    }

    private Sql is(Sql left) throws Untranslatable {
        boolean not = words.take("not");
        if (words.take("distinct", "from")) {
            String equal = "(" + left.text() + " <=> " + sum().text() + ")";
            return truth(not ? equal : "(NOT " + equal + ")");
        }
        for (String word : List.of("null", "true", "false", "unknown")) {
            if (words.take(word)) {
                return truth("(" + left.text() + " IS " + (not ? "NOT " : "") + word.toUpperCase(Locale.ROOT) + ")");
            }
        }
        throw new Untranslatable(
                "MySQL has no counterpart of IS \"" + words.here().text() + '"');
    }

    /** {@code = ANY (ARRAY[...])} is how PostgreSQL prints IN. */
    private Sql anyOf(Sql left, String sign) throws Untranslatable {
        words.expect("(");
        int parentheses = 1;
        while (words.take("(")) {
            parentheses++;
        }
        words.expect("array");
        words.expect("[");
        List<String> items = new ArrayList<>();
        do {
            items.add(sum().text());
        } while (words.take(","));
        words.expect("]");
        while (words.take("::")) {
            words.typeName();
        }
        for (int i = 0; i < parentheses; i++) {
            while (words.take("::")) {
                words.typeName();
            }
            words.expect(")");
        }
        if (!sign.equals("=")) {
            throw new Untranslatable("MySQL has no counterpart of \"" + sign + " ANY\" over a list");
        }
        return truth("(" + left.text() + " IN (" + String.join(", ", items) + "))");
    }

    private String list() throws Untranslatable {
        return arguments().stream().map(Sql::text).collect(Collectors.joining(", "));
    }

    /** Returns what stands in parentheses of which the first is taken. */
    private List<Sql> arguments() throws Untranslatable {
        List<Sql> found = new ArrayList<>();
        if (words.take(")")) {
            return found;
        }
        do {
            found.add(alternatives());
        } while (words.take(","));
        words.expect(")");
        return found;
    }

    private Sql sum() throws Untranslatable {
        Sql left = product();
        while (true) {
            if (words.take("||")) {
                Sql right = product();
                if (left.kind() != Kind.TEXT || right.kind() != Kind.TEXT) {
                    throw new Untranslatable("\"||\" is translated between texts only");
                }
                left = new Sql("CONCAT(" + left.text() + ", " + right.text() + ")", Kind.TEXT);
            } else if (words.is("+") || words.is("-")) {
                String sign = words.next().text();
                left = arithmetic(left, sign, product());
            } else {
                return left;
            }
        }
    }

    private Sql product() throws Untranslatable {
        Sql left = unary();
        while (words.is("*") || words.is("/") || words.is("%")) {
            String sign = words.next().text();
            left = arithmetic(left, sign, unary());
        }
        return left;
    }

    /** Division of whole numbers drops the rest here and not there; that of decimals has other digits. */
    private static Sql arithmetic(Sql left, String sign, Sql right) throws Untranslatable {
        if (!number(left.kind()) || !number(right.kind())) {
            throw new Untranslatable("\"" + sign + "\" is translated between numbers only");
        }
        boolean real = left.kind() == Kind.REAL || right.kind() == Kind.REAL;
        boolean whole = left.kind() == Kind.WHOLE && right.kind() == Kind.WHOLE;
        if (sign.equals("/") && !real && !whole) {
            throw new Untranslatable("a division of decimals has other digits in MySQL");
        }
        String operator = sign.equals("/") && whole ? "DIV" : sign;
        Kind kind = real ? Kind.REAL : whole ? Kind.WHOLE : Kind.EXACT;
        return new Sql("(" + left.text() + " " + operator + " " + right.text() + ")", kind);
    }

    private static boolean number(Kind kind) {
        return kind == Kind.WHOLE || kind == Kind.EXACT || kind == Kind.REAL;
    }

    private Sql unary() throws Untranslatable {
        if (words.take("-")) {
            Sql operand = unary();
            return new Sql(
                    operand.text().matches("[\\d.]+") ? "-" + operand.text() : "(-" + operand.text() + ")",
                    operand.kind());
        }
        Sql operand = primary();
        while (true) {
            if (words.take("::")) {
                operand = cast(operand, words.typeName());
            } else if (words.take("collate")) {
                throw new Untranslatable("it names a collation of the source");
            } else {
                return operand;
            }
        }
    }

    private Sql cast(Sql operand, String type) throws Untranslatable {
        Kind kind = ForeignCasts.kind(type);
        boolean literal = operand.text().matches("'.*'|-?[\\d.]+|NULL");
        return ForeignCasts.cast(operand, literal, type, kind);
    }

    private Sql primary() throws Untranslatable {
        Token token = words.next();
        switch (token.kind()) {
            case TEXT -> {
                return new Sql(Quoted.text(token.text()), Kind.TEXT);
            }
            case NUMBER -> {
                return new Sql(token.text(), token.text().matches("\\d+") ? Kind.WHOLE : Kind.EXACT);
            }
            case QUOTED -> {
                // names of functions that are words of the language are printed in quotes
                return words.take("(") ? ForeignFunctions.call(token.text(), arguments()) : column(token.text());
            }
            case NAME -> {
                return named(token.text());
            }
            case SIGN -> {
                if (token.text().equals("(")) {
                    Sql inner = alternatives();
                    words.expect(")");
                    return inner;
                }
            }
            case END -> throw new Untranslatable("it ends too early");
        }
        throw new Untranslatable("MySQL has no counterpart of \"" + token.text() + "\" there");
    }

    private Sql named(String name) throws Untranslatable {
        String word = name.toLowerCase(Locale.ROOT);
        if (word.equals("true") || word.equals("false")) {
            return truth(word.equals("true") ? "1" : "0");
        }
        if (word.equals("null")) {
            return new Sql("NULL", Kind.NOTHING);
        }
        if (word.equals("case")) {
            return choice();
        }
        if (word.equals("array") && words.is("[")) {
            throw new Untranslatable("it makes an array, which MySQL does not have");
        }
        if (words.is(".")) {
            StringBuilder full = new StringBuilder(name);
            while (words.take(".")) {
                full.append('.').append(words.next().text());
            }
            String last = full.substring(full.lastIndexOf(".") + 1);
            if (!words.is("(")) {
                return column(last);
            }
            // an extension's functions stand in the schema that it was made in
            if (last.startsWith("uuid_generate_v") && words.take("(")) {
                return ForeignFunctions.call(last, arguments());
            }
            throw new Untranslatable("it calls the function \"" + full + "\", which MySQL does not have");
        }
        if (words.take("(")) {
            return word.equals("extract") ? extract() : ForeignFunctions.call(word, arguments());
        }
        return ForeignFunctions.keyword(word).isPresent()
                ? ForeignFunctions.keyword(word).get()
                : column(name);
    }

    private Sql extract() throws Untranslatable {
        String field = words.next().text().toLowerCase(Locale.ROOT);
        words.expect("from");
        Sql moment = alternatives();
        words.expect(")");
        return ForeignFunctions.part(field, moment);
    }

    private Sql choice() throws Untranslatable {
        StringBuilder text = new StringBuilder("CASE");
        if (!words.is("when")) {
            text.append(' ').append(alternatives().text());
        }
        Kind kind = Kind.NOTHING;
        while (words.take("when")) {
            text.append(" WHEN ").append(alternatives().text());
            words.expect("then");
            Sql then = alternatives();
            kind = kind == Kind.NOTHING ? then.kind() : kind;
            text.append(" THEN ").append(then.text());
        }
        if (words.take("else")) {
            text.append(" ELSE ").append(alternatives().text());
        }
        words.expect("end");
        return new Sql("(" + text.append(" END)"), kind);
    }

    private Sql column(String name) throws Untranslatable {
        Column column = columns.get(name);
        if (column == null) {
            throw new Untranslatable("the target has no column \"" + name + '"');
        }
        return new Sql(Quoted.name(column.target()), column.kind());
    }
}
