package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.postgres.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An expression of MySQL's or MariaDB's that is read from left to right and said again in PostgreSQL. Whatever might mean
 * something else is refused: a rule that is missing in the target is found in the report, a wrong one is found in the
 * data.
 */
final class ForeignExpression {

    private final List<ForeignWord> words;
    private final TableDraft table;
    private int at;

    private ForeignExpression(List<ForeignWord> words, TableDraft table) {
        this.words = words;
        this.table = table;
    }

    static Expression translate(String expression, TableDraft table) throws Untranslatable {
        ForeignExpression reading = new ForeignExpression(ForeignWord.cut(expression), table);
        Expression whole = reading.whole();
        if (reading.here().kind() != ForeignWord.Kind.END) {
            throw new Untranslatable(
                    "PostgreSQL has no counterpart of \"" + reading.here().text() + "\" there");
        }
        return whole;
    }

    ForeignWord here() {
        return words.get(at);
    }

    boolean take(String... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (at + i >= words.size() || !words.get(at + i).is(wanted[i])) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    boolean takeNumber() {
        boolean number = here().kind() == ForeignWord.Kind.NUMBER;
        at += number ? 1 : 0;
        return number;
    }

    void expect(String word) throws Untranslatable {
        if (!take(word)) {
            throw new Untranslatable("it is not understood from \"" + here().text() + "\" on");
        }
    }

    Expression whole() throws Untranslatable {
        Expression left = conjunction();
        while (take("or") || take("||")) {
            left = truth("(" + left.condition() + " OR " + conjunction().condition() + ")");
        }
        return left;
    }

    private Expression conjunction() throws Untranslatable {
        Expression left = negation();
        while (take("and") || take("&&")) {
            left = truth("(" + left.condition() + " AND " + negation().condition() + ")");
        }
        return left;
    }

    private Expression negation() throws Untranslatable {
        return take("not") || take("!") ? truth("(NOT " + negation().condition() + ")") : comparison();
    }

    private static Expression truth(String text) {
        return new Expression(text, Kind.TRUTH);
    }

    private Expression comparison() throws Untranslatable {
        Expression left = sum();
        while (true) {
            @Nullable Expression next = predicate(left);
            if (next == null) {
                return left;
            }
            left = next;
        }
    }

    private @Nullable Expression predicate(Expression left) throws Untranslatable {
        for (String sign : List.of("<=>", "=", "<>", "!=", "<=", ">=", "<", ">")) {
            if (take(sign)) {
                String operator = sign.equals("<=>") ? "IS NOT DISTINCT FROM" : sign.equals("!=") ? "<>" : sign;
                return compared(left, operator, sum());
            }
        }
        if (take("is")) {
            return is(left);
        }
        int before = at;
        boolean not = take("not");
        if (take("between")) {
            Expression low = sum();
            expect("and");
            Expression high = sum();
            String inside = compared(left, ">=", low).text() + " AND "
                    + compared(left, "<=", high).text();
            return truth((not ? "(NOT (" : "(") + inside + (not ? "))" : ")"));
        }
        if (take("in")) {
            return in(left, not);
        }
        if (take("like")) {
            Expression pattern = sum();
            if (left.kind() != Kind.TEXT || pattern.kind() != Kind.TEXT) {
                throw new Untranslatable("LIKE is translated between texts only");
            }
            refuseFolded(left, pattern);
            return truth("(" + left.text() + (not ? " NOT" : "") + " LIKE " + pattern.text() + ")");
        }
        at = before;
        return null;
    }

    private Expression in(Expression left, boolean not) throws Untranslatable {
        expect("(");
        List<String> items = new ArrayList<>();
        do {
            Expression item = sum();
            items.add(operand(left, item));
            compared(left, "=", item);
        } while (take(","));
        expect(")");
        return truth("(" + left.text() + (not ? " NOT" : "") + " IN (" + String.join(", ", items) + "))");
    }

    private Expression is(Expression left) throws Untranslatable {
        String not = take("not") ? "NOT " : "";
        for (String word : List.of("null", "true", "false", "unknown")) {
            if (take(word)) {
                String value = word.equals("null") ? left.text() : left.condition();
                return truth("(" + value + " IS " + not + word.toUpperCase(Locale.ROOT) + ")");
            }
        }
        throw new Untranslatable("PostgreSQL has no counterpart of IS \"" + here().text() + '"');
    }

    private static Expression compared(Expression left, String operator, Expression right) throws Untranslatable {
        boolean numbers = (left.kind().number() || left.kind() == Kind.TRUTH)
                && (right.kind().number() || right.kind() == Kind.TRUTH);
        boolean moments = moment(left) && moment(right) && left.kind() != right.kind();
        boolean alike = left.kind() == right.kind() && left.kind() != Kind.OTHER && left.kind() != Kind.DOCUMENT;
        boolean nothing = left.kind() == Kind.NOTHING || right.kind() == Kind.NOTHING;
        if (!numbers && !moments && !alike && !nothing) {
            throw new Untranslatable("it compares values of different kinds");
        }
        refuseFolded(left, right);
        return truth("(" + operand(right, left) + " " + operator + " " + operand(left, right) + ")");
    }

    private static boolean moment(Expression expression) {
        return expression.kind() == Kind.MOMENT || (expression.kind() == Kind.TEXT && literal(expression));
    }

    private static boolean literal(Expression expression) {
        return expression.text().startsWith("'");
    }

    private static void refuseFolded(Expression left, Expression right) throws Untranslatable {
        if (left.folded() || right.folded()) {
            throw new Untranslatable("it compares texts, which the source does without regard to case or accents");
        }
    }

    /** Truth is a number in MySQL. */
    private static String operand(Expression other, Expression operand) {
        return operand.kind() == Kind.TRUTH && other.kind().number() ? operand.text() + "::integer" : operand.text();
    }

    Expression sum() throws Untranslatable {
        Expression left = product();
        while (here().is("+") || here().is("-")) {
            String sign = here().text();
            at++;
            left = arithmetic(left, sign, product());
        }
        return left;
    }

    private Expression product() throws Untranslatable {
        Expression left = unary();
        while (here().is("*") || here().is("/") || here().is("%") || here().is("div") || here().is("mod")) {
            String sign = here().text().toLowerCase(Locale.ROOT);
            at++;
            left = arithmetic(left, sign, unary());
        }
        return left;
    }

    /** MySQL counts with 64 bits and more, has NULL for a division by zero, and its own digits for one of decimals. */
    private static Expression arithmetic(Expression left, String sign, Expression right) throws Untranslatable {
        if (!left.kind().number() || !right.kind().number()) {
            throw new Untranslatable("\"" + sign + "\" is translated between numbers only");
        }
        boolean real = left.kind() == Kind.REAL || right.kind() == Kind.REAL;
        boolean whole = left.kind() == Kind.WHOLE && right.kind() == Kind.WHOLE;
        String one = wide(left, real);
        String other = wide(right, real);
        Kind kind = real ? Kind.REAL : whole ? Kind.WHOLE : Kind.EXACT;
        return switch (sign) {
            case "+", "-", "*" -> new Expression("(" + one + " " + sign + " " + other + ")", kind);
            case "/" -> {
                if (!real) {
                    throw new Untranslatable("a division of decimals has other digits in PostgreSQL");
                }
                yield new Expression("(" + one + " / NULLIF(" + other + ", 0))", Kind.REAL);
            }
            default -> {
                if (real) {
                    throw new Untranslatable("\"" + sign + "\" of floating-point numbers is not translated");
                }
                String zero = "NULLIF(" + other + ", 0)";
                yield sign.equals("div")
                        ? new Expression("div(" + one + ", " + zero + ")", Kind.WHOLE)
                        : new Expression("(" + one + " % " + zero + ")", kind);
            }
        };
    }

    private static String wide(Expression operand, boolean real) {
        return operand.text() + (real ? "::double precision" : "::numeric");
    }

    private Expression unary() throws Untranslatable {
        if (take("-")) {
            Expression operand = unary();
            if (!operand.kind().number()) {
                throw new Untranslatable("\"-\" is translated before numbers only");
            }
            boolean literal = operand.text().matches("[\\d.]+");
            return new Expression(literal ? "(-" + operand.text() + ")" : "(- " + operand.text() + ")", operand.kind());
        }
        Expression operand = primary();
        while (here().is("->") || here().is("->>")) {
            boolean text = here().text().equals("->>");
            at++;
            operand = ForeignFunctions.inside(operand, here(), text);
            at++;
        }
        if (take("collate")) {
            throw new Untranslatable("it names a collation of the source");
        }
        return operand;
    }

    private Expression primary() throws Untranslatable {
        ForeignWord word = here();
        at++;
        switch (word.kind()) {
            case NUMBER -> {
                boolean exponent = word.text().matches(".*[eE].*");
                boolean point = word.text().indexOf('.') >= 0;
                return new Expression(word.text(), exponent ? Kind.REAL : point ? Kind.EXACT : Kind.WHOLE);
            }
            case TEXT -> {
                return new Expression(PostgresDialect.literal(word.text()), Kind.TEXT);
            }
            case QUOTED -> {
                return column(word);
            }
            case NAME -> {
                return named(word.text());
            }
            case SIGN -> {
                if (word.text().equals("(")) {
                    Expression inner = whole();
                    expect(")");
                    return inner;
                }
                throw new Untranslatable("PostgreSQL has no counterpart of \"" + word.text() + "\" there");
            }
            case BYTES, BITS -> throw new Untranslatable("it holds bytes or bits");
            case END -> throw new Untranslatable("it ends too early");
        }
        throw new IllegalStateException("unknown kind of word");
    }

    private Expression named(String name) throws Untranslatable {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "null" -> new Expression("NULL", Kind.NOTHING);
            case "true", "false" -> truth(lower);
            case "case" -> choice();
            default -> {
                if (take("(")) {
                    yield new ForeignFunctions(this).call(lower);
                }
                throw new Untranslatable("PostgreSQL has no counterpart of \"" + name + '"');
            }
        };
    }

    private Expression column(ForeignWord word) throws Untranslatable {
        ColumnCopy column = table.columnInAnyCase(word.text());
        if (column == null || take(".")) {
            throw new Untranslatable("the target has no column \"" + word.text() + '"');
        }
        Kind held = Kind.of(column.column().type(), table.type(column));
        // printed with zeros before it where it becomes text
        boolean padded = column.column().declared().contains("zerofill");
        Kind kind = padded && held == Kind.WHOLE ? Kind.EXACT : held;
        if (column.definition() != null && column.definition().generated() != null) {
            throw new Untranslatable("it is over the generated column \"" + word.text() + '"');
        }
        return new Expression(
                PostgresDialect.quoted(column.target()), kind, column.column().folding() != null);
    }

    private Expression choice() throws Untranslatable {
        Expression subject = here().is("when") ? null : whole();
        StringBuilder text = new StringBuilder("CASE");
        List<Expression> results = new ArrayList<>();
        while (take("when")) {
            Expression when = whole();
            expect("then");
            Expression then = whole();
            String condition = subject == null
                    ? when.condition()
                    : compared(subject, "=", when).text();
            text.append(" WHEN ").append(condition).append(" THEN ").append(then.text());
            results.add(then);
        }
        if (take("else")) {
            Expression otherwise = whole();
            text.append(" ELSE ").append(otherwise.text());
            results.add(otherwise);
        }
        expect("end");
        return common("(" + text + " END)", results);
    }

    /** Returns an expression that is one of several, which have to be of one kind. */
    static Expression common(String text, List<Expression> results) throws Untranslatable {
        Kind kind = Kind.NOTHING;
        boolean folded = false;
        for (Expression result : results) {
            boolean first = kind == Kind.NOTHING;
            if (!first && result.kind() != Kind.NOTHING && result.kind() != kind) {
                throw new Untranslatable("its results are of different kinds");
            }
            kind = first ? result.kind() : kind;
            folded |= result.folded();
        }
        return new Expression(text, kind, folded);
    }
}
