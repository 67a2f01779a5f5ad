package io.rowlift.target.mysql;

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

    private final List<Token> tokens;
    private final Map<String, Column> columns;
    private int at;

    private ForeignExpression(List<Token> tokens, Map<String, Column> columns) {
        this.tokens = tokens;
        this.columns = columns;
    }

    static Sql translate(String expression, Map<String, Column> columns) throws Untranslatable {
        ForeignExpression reading = new ForeignExpression(Token.cut(expression), columns);
        Sql whole = reading.alternatives();
        if (reading.here().kind() != Token.Kind.END) {
            throw new Untranslatable(
                    "MySQL has no counterpart of \"" + reading.here().text() + "\" there");
        }
        return whole;
    }

    private Token here() {
        return tokens.get(at);
    }

    private boolean is(String word) {
        Token token = here();
        return (token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.SIGN)
                && token.text().equalsIgnoreCase(word);
    }

    private boolean take(String... words) {
        int start = at;
        for (String word : words) {
            if (!is(word)) {
                at = start;
                return false;
            }
            at++;
        }
        return true;
    }

    private void expect(String word) throws Untranslatable {
        if (!take(word)) {
            throw strange();
        }
    }

    private Untranslatable strange() {
        return new Untranslatable(
                here().kind() == Token.Kind.END
                        ? "it ends too early"
                        : "MySQL has no counterpart of \"" + here().text() + "\" there");
    }

    private Sql alternatives() throws Untranslatable {
        Sql left = conditions();
        while (take("or")) {
            left = new Sql("(" + left.text() + " OR " + conditions().text() + ")", Kind.TRUTH);
        }
        return left;
    }

    private Sql conditions() throws Untranslatable {
        Sql left = negation();
        while (take("and")) {
            left = new Sql("(" + left.text() + " AND " + negation().text() + ")", Kind.TRUTH);
        }
        return left;
    }

    private Sql negation() throws Untranslatable {
        return take("not") ? truth("(NOT " + negation().text() + ")") : comparison();
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
            if (take(sign)) {
                if (take("any")) {
                    return anyOf(left, sign);
                }
                return truth("(" + left.text() + " " + sign + " " + sum().text() + ")");
            }
        }
        if (take("is")) {
            return is(left);
        }
        boolean not = take("not");
        if (take("between")) {
            String low = sum().text();
            expect("and");
            return truth("(" + left.text() + (not ? " NOT" : "") + " BETWEEN " + low + " AND " + sum().text() + ")");
        }
        if (take("in")) {
            expect("(");
            return truth("(" + left.text() + (not ? " NOT" : "") + " IN (" + list() + "))");
        }
        if (not) {
            at--;
            return null;
        }
        return pattern(left);
    }

    private @Nullable Sql pattern(Sql left) throws Untranslatable {
        if (take("~~")) {
            return truth("(" + left.text() + " LIKE " + sum().text() + ")");
        }
        if (take("!~~")) {
            return truth("(" + left.text() + " NOT LIKE " + sum().text() + ")");
        }
        if (take("~~*")) {
            return truth("(LOWER(" + left.text() + ") LIKE LOWER(" + sum().text() + "))");
        }
        for (String sign : List.of("~", "~*", "!~", "!~*")) {
            if (take(sign)) {
                String call = "REGEXP_LIKE(" + left.text() + ", " + regularExpression() + ", '"
                        + (sign.endsWith("*") ? 'i' : 'c') + "')";
                return truth(sign.startsWith("!") ? "(NOT " + call + ")" : call);
            }
        }
        return null;
    }

    /** The two products' expressions mean the same as long as they hold no escapes but of signs. */
    private String regularExpression() throws Untranslatable {
        int start = at;
        Sql operand = sum();
        String written = tokens.get(start).text();
        boolean open = tokens.get(start).kind() == Token.Kind.SIGN;
        String text = open ? tokens.get(start + 1).text() : written;
        if (text.matches(".*\\\\[A-Za-z0-9].*") || text.contains("(?") || text.contains("***")) {
            throw new Untranslatable("its regular expression may mean something else");
        }
        return operand.text();
    }

    private Sql is(Sql left) throws Untranslatable {
        boolean not = take("not");
        if (take("distinct", "from")) {
            String equal = "(" + left.text() + " <=> " + sum().text() + ")";
            return truth(not ? equal : "(NOT " + equal + ")");
        }
        for (String word : List.of("null", "true", "false", "unknown")) {
            if (take(word)) {
                return truth("(" + left.text() + " IS " + (not ? "NOT " : "") + word.toUpperCase(Locale.ROOT) + ")");
            }
        }
        throw new Untranslatable("MySQL has no counterpart of IS \"" + here().text() + '"');
    }

    /** {@code = ANY (ARRAY[...])} is how PostgreSQL prints IN. */
    private Sql anyOf(Sql left, String sign) throws Untranslatable {
        expect("(");
        int parentheses = 1;
        while (take("(")) {
            parentheses++;
        }
        expect("array");
        expect("[");
        List<String> items = new ArrayList<>();
        do {
            items.add(sum().text());
        } while (take(","));
        expect("]");
        while (take("::")) {
            typeName();
        }
        for (int i = 0; i < parentheses; i++) {
            while (take("::")) {
                typeName();
            }
            expect(")");
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
        if (take(")")) {
            return found;
        }
        do {
            found.add(alternatives());
        } while (take(","));
        expect(")");
        return found;
    }

    private Sql sum() throws Untranslatable {
        Sql left = product();
        while (true) {
            if (take("||")) {
                Sql right = product();
                if (left.kind() != Kind.TEXT || right.kind() != Kind.TEXT) {
                    throw new Untranslatable("\"||\" is translated between texts only");
                }
                left = new Sql("CONCAT(" + left.text() + ", " + right.text() + ")", Kind.TEXT);
            } else if (is("+") || is("-")) {
                String sign = here().text();
                at++;
                left = arithmetic(left, sign, product());
            } else {
                return left;
            }
        }
    }

    private Sql product() throws Untranslatable {
        Sql left = unary();
        while (is("*") || is("/") || is("%")) {
            String sign = here().text();
            at++;
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
        if (take("-")) {
            Sql operand = unary();
            return new Sql(
                    operand.text().matches("[\\d.]+") ? "-" + operand.text() : "(-" + operand.text() + ")",
                    operand.kind());
        }
        Sql operand = primary();
        while (true) {
            if (take("::")) {
                operand = cast(operand, typeName());
            } else if (take("collate")) {
                throw new Untranslatable("it names a collation of the source");
            } else {
                return operand;
            }
        }
    }

    /** Reads a type's name with schema, length and array brackets. */
    private String typeName() throws Untranslatable {
        StringBuilder name = new StringBuilder(here().text());
        if (here().kind() != Token.Kind.NAME && here().kind() != Token.Kind.QUOTED) {
            throw new Untranslatable("a type is expected before \"" + here().text() + '"');
        }
        at++;
        while (take(".")) {
            name.append('.').append(here().text());
            at++;
        }
        for (String more : List.of("varying", "precision")) {
            if (take(more)) {
                name.append(' ').append(more);
            }
        }
        if (take("(")) {
            name.append('(');
            while (!take(")")) {
                name.append(here().text());
                at++;
                if (here().kind() == Token.Kind.END) {
                    throw new Untranslatable("a parenthesis is not closed");
                }
            }
            name.append(')');
        }
        for (String zone : List.of("without", "with")) {
            if (take(zone, "time", "zone")) {
                name.append(' ').append(zone).append(" time zone");
            }
        }
        while (take("[", "]")) {
            name.append("[]");
        }
        return name.toString();
    }

    private Sql cast(Sql operand, String type) throws Untranslatable {
        Kind kind = ForeignCasts.kind(type);
        boolean literal = operand.text().matches("'.*'|-?[\\d.]+|NULL");
        return ForeignCasts.cast(operand, literal, type, kind);
    }

    private Sql primary() throws Untranslatable {
        Token token = here();
        at++;
        switch (token.kind()) {
            case TEXT -> {
                return new Sql(Quoted.text(token.text()), Kind.TEXT);
            }
            case NUMBER -> {
                return new Sql(token.text(), token.text().matches("\\d+") ? Kind.WHOLE : Kind.EXACT);
            }
            case QUOTED -> {
                // names of functions that are words of the language are printed in quotes
                return take("(") ? ForeignFunctions.call(token.text(), arguments()) : column(token.text());
            }
            case NAME -> {
                return named(token.text());
            }
            case SIGN -> {
                if (token.text().equals("(")) {
                    Sql inner = alternatives();
                    expect(")");
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
        if (word.equals("array") && is("[")) {
            throw new Untranslatable("it makes an array, which MySQL does not have");
        }
        if (is(".")) {
            StringBuilder full = new StringBuilder(name);
            while (take(".")) {
                full.append('.').append(here().text());
                at++;
            }
            if (!is("(")) {
                return column(full.substring(full.lastIndexOf(".") + 1));
            }
            throw new Untranslatable("it calls the function \"" + full + "\", which MySQL does not have");
        }
        if (take("(")) {
            return word.equals("extract") ? extract() : ForeignFunctions.call(word, arguments());
        }
        return ForeignFunctions.keyword(word).isPresent()
                ? ForeignFunctions.keyword(word).get()
                : column(name);
    }

    private Sql extract() throws Untranslatable {
        String field = here().text().toLowerCase(Locale.ROOT);
        at++;
        expect("from");
        Sql moment = alternatives();
        expect(")");
        return ForeignFunctions.part(field, moment);
    }

    private Sql choice() throws Untranslatable {
        StringBuilder text = new StringBuilder("CASE");
        if (!is("when")) {
            text.append(' ').append(alternatives().text());
        }
        Kind kind = Kind.NOTHING;
        while (take("when")) {
            text.append(" WHEN ").append(alternatives().text());
            expect("then");
            Sql then = alternatives();
            kind = kind == Kind.NOTHING ? then.kind() : kind;
            text.append(" THEN ").append(then.text());
        }
        if (take("else")) {
            text.append(" ELSE ").append(alternatives().text());
        }
        expect("end");
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
