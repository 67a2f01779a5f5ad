package io.rowlift.target.postgres;

import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.postgres.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls of MySQL's functions, as far as PostgreSQL has one that answers the same for all values. */
final class ForeignFunctions {

    private static final Map<String, String> OF_TEXT = Map.ofEntries(
            Map.entry("lower", "lower"),
            Map.entry("lcase", "lower"),
            Map.entry("upper", "upper"),
            Map.entry("ucase", "upper"),
            Map.entry("ltrim", "ltrim"),
            Map.entry("rtrim", "rtrim"),
            Map.entry("trim", "btrim"),
            Map.entry("reverse", "reverse"));

    /** Of characters: how many bytes a text has depends on the source's character set. */
    private static final Set<String> LENGTHS = Set.of("char_length", "character_length");

    private static final Map<String, String> FIELDS = Map.of(
            "year", "year",
            "quarter", "quarter",
            "month", "month",
            "day", "day",
            "dayofmonth", "day",
            "dayofyear", "doy",
            "hour", "hour",
            "minute", "minute");

    private static final Pattern PATH = Pattern.compile("\\$((?:\\.(?:[A-Za-z_]\\w*|\"[^\"\\\\,{}]+\")|\\[\\d+])+)");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_]\\w*)|\\.\"([^\"]+)\"|\\[(\\d+)]");

    private final ForeignExpression reading;

    ForeignFunctions(ForeignExpression reading) {
        this.reading = reading;
    }

    /** Reads a call whose name and parenthesis are taken. */
    Expression call(String name) throws Untranslatable {
        if (name.equals("cast")) {
            return cast();
        }
        List<Expression> arguments = new ArrayList<>();
        while (!reading.take(")")) {
            arguments.add(reading.whole());
            if (!reading.take(",")) {
                reading.expect(")");
                break;
            }
        }
        return call(name, arguments);
    }

    private static Expression call(String name, List<Expression> arguments) throws Untranslatable {
        Expression first = arguments.isEmpty() ? new Expression("", Kind.NOTHING) : arguments.get(0);
        if (arguments.size() == 1 && OF_TEXT.containsKey(name) && first.kind() == Kind.TEXT) {
            return new Expression(OF_TEXT.get(name) + "(" + first.text() + ")", Kind.TEXT, first.folded());
        }
        if (arguments.size() == 1 && LENGTHS.contains(name) && first.kind() == Kind.TEXT) {
            return new Expression("char_length(" + first.text() + ")", Kind.WHOLE);
        }
        if (arguments.size() == 1 && FIELDS.containsKey(name) && first.kind() == Kind.MOMENT) {
            return new Expression("EXTRACT(" + FIELDS.get(name) + " FROM " + first.text() + ")::integer", Kind.WHOLE);
        }
        return switch (name) {
            case "concat" -> concatenated(arguments);
            case "coalesce", "ifnull" -> ForeignExpression.common("COALESCE(" + list(arguments) + ")", arguments);
            case "if" -> choice(arguments);
            case "abs", "ceil", "ceiling", "floor", "round" -> number(name, arguments);
            case "isnull" -> new Expression("(" + first.text() + " IS NULL)", Kind.TRUTH);
            case "substr", "substring", "mid", "left", "right" -> part(name, arguments);
            case "replace" -> replaced(arguments);
            case "date" -> {
                require(first.kind() == Kind.MOMENT, name);
                yield new Expression(first.text() + "::date", Kind.MOMENT);
            }
            case "json_unquote" -> {
                require(first.kind() == Kind.DOCUMENT && first.text().contains(" #> "), name);
                yield new Expression(first.text().replace(" #> ", " #>> "), Kind.TEXT);
            }
            case "json_extract" -> {
                require(arguments.size() == 2, name);
                yield inside(first, arguments.get(1).text(), false);
            }
            default -> throw new Untranslatable("the function " + name + "() is not translated");
        };
    }

    private static void require(boolean condition, String name) throws Untranslatable {
        if (!condition) {
            throw new Untranslatable(name + "() may answer something else in PostgreSQL for these values");
        }
    }

    private static String list(List<Expression> arguments) {
        return arguments.stream().map(Expression::text).collect(Collectors.joining(", "));
    }

    private static Expression concatenated(List<Expression> arguments) throws Untranslatable {
        List<String> texts = new ArrayList<>();
        boolean folded = false;
        for (Expression argument : arguments) {
            require(argument.kind() == Kind.TEXT || argument.kind() == Kind.WHOLE, "concat");
            texts.add(argument.kind() == Kind.WHOLE ? argument.text() + "::text" : argument.text());
            folded |= argument.folded();
        }
        return new Expression("(" + String.join(" || ", texts) + ")", Kind.TEXT, folded);
    }

    private static Expression choice(List<Expression> arguments) throws Untranslatable {
        require(arguments.size() == 3, "if");
        return ForeignExpression.common(
                "(CASE WHEN " + arguments.get(0).condition() + " THEN "
                        + arguments.get(1).text() + " ELSE " + arguments.get(2).text() + " END)",
                arguments.subList(1, 3));
    }

    private static Expression number(String name, List<Expression> arguments) throws Untranslatable {
        Expression first = arguments.isEmpty() ? new Expression("", Kind.NOTHING) : arguments.get(0);
        boolean exact = first.kind() == Kind.WHOLE || first.kind() == Kind.EXACT;
        boolean digits = arguments.size() == 2
                && name.equals("round")
                && arguments.get(1).text().matches("\\d+");
        require(exact && (arguments.size() == 1 || digits), name);
        String function = name.equals("ceiling") ? "ceil" : name;
        Kind kind = name.equals("abs") || digits ? first.kind() : Kind.WHOLE;
        return new Expression(
                function + "(" + first.text() + "::numeric"
                        + (digits ? ", " + arguments.get(1).text() : "") + ")",
                kind);
    }

    /** MySQL counts from the end where a position is negative, and has nothing at position 0. */
    private static Expression part(String name, List<Expression> arguments) throws Untranslatable {
        boolean plain = arguments.size() >= 2
                && arguments.size() <= 3
                && arguments.get(0).kind() == Kind.TEXT;
        for (Expression argument : arguments.subList(Math.min(1, arguments.size()), arguments.size())) {
            plain &= argument.text().matches("[1-9]\\d{0,8}");
        }
        require(plain, name);
        boolean end = name.equals("left") || name.equals("right");
        String function = end ? "\"" + name + "\"" : "substr";
        return new Expression(
                function + "(" + list(arguments) + ")",
                Kind.TEXT,
                arguments.get(0).folded());
    }

    private static Expression replaced(List<Expression> arguments) throws Untranslatable {
        require(arguments.size() == 3 && arguments.stream().allMatch(a -> a.kind() == Kind.TEXT), "replace");
        return new Expression(
                "replace(" + list(arguments) + ")", Kind.TEXT, arguments.get(0).folded());
    }

    private Expression cast() throws Untranslatable {
        Expression operand = reading.whole();
        reading.expect("as");
        String type = reading.here().text().toLowerCase(java.util.Locale.ROOT);
        StringBuilder rest = new StringBuilder();
        reading.take(reading.here().text());
        while (!reading.take(")")) {
            String word = reading.here().text();
            rest.append(word).append(' ');
            if (!reading.take(word) && !reading.takeNumber()) {
                throw new Untranslatable("a cast is not understood");
            }
        }
        boolean whole = operand.kind() == Kind.WHOLE;
        if (type.equals("char") && !rest.toString().contains("(") && (whole || operand.kind() == Kind.TEXT)) {
            return new Expression(whole ? operand.text() + "::text" : operand.text(), Kind.TEXT, operand.folded());
        }
        if (type.equals("signed") && (whole || operand.kind() == Kind.TRUTH)) {
            return new Expression(operand.text() + (whole ? "::bigint" : "::integer"), Kind.WHOLE);
        }
        if (type.equals("date") && operand.kind() == Kind.MOMENT) {
            return new Expression(operand.text() + "::date", Kind.MOMENT);
        }
        throw new Untranslatable("a cast to " + type + " may answer something else in PostgreSQL");
    }

    /** {@code document -> '$.path'}. */
    static Expression inside(Expression document, ForeignWord path, boolean text) throws Untranslatable {
        return inside(document, PostgresDialect.literal(path.text()), text);
    }

    private static Expression inside(Expression document, String literal, boolean text) throws Untranslatable {
        Matcher whole = PATH.matcher(literal.replaceAll("^'|'$", ""));
        if (document.kind() != Kind.DOCUMENT || !whole.matches()) {
            throw new Untranslatable("PostgreSQL has no counterpart of this path into a document");
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(whole.group(1));
        while (step.find()) {
            steps.add(step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group(3));
        }
        String path = PostgresDialect.literal("{" + String.join(",", steps) + "}");
        return new Expression(
                "(" + document.text() + (text ? " #>> " : " #> ") + path + ")", text ? Kind.TEXT : Kind.DOCUMENT);
    }
}
