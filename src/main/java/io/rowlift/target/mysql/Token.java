package io.rowlift.target.mysql;

import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a PostgreSQL expression.
 *
 * @param kind what it is
 * @param text names without quotes, texts without quotes and escapes, everything else as it is written
 */
record Token(Kind kind, String text) {
    enum Kind {
        NAME,
        QUOTED,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    private static final List<String> SIGNS = List.of(
            "!~~*", "->>", "#>>", "!~~", "->", "#>", "@>", "<@", "?|", "?&", "&&", "<<", ">>", "~~*", "!~*", "::", "<>",
            "!=", "<=", ">=", "||", "~~", "~*", "!~");

    /** Cuts an expression into its words. */
    static List<Token> cut(String expression) throws Untranslatable {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'' || c == '"') {
                at = quoted(expression, at, c == '"' ? Kind.QUOTED : Kind.TEXT, tokens);
            } else if (Character.isLetter(c) || c == '_') {
                int end = end(expression, at, "_$");
                tokens.add(new Token(Kind.NAME, expression.substring(at, end)));
                at = end;
            } else if (Character.isDigit(c)) {
                int end = number(expression, at);
                tokens.add(new Token(Kind.NUMBER, expression.substring(at, end)));
                at = end;
            } else {
                String sign = sign(expression, at);
                tokens.add(new Token(Kind.SIGN, sign));
                at += sign.length();
            }
        }
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    private static String sign(String expression, int at) {
        return SIGNS.stream()
                .filter(s -> expression.startsWith(s, at))
                .findFirst()
                .orElse(expression.substring(at, at + 1));
    }

    private static int end(String expression, int from, String more) {
        int at = from;
        while (at < expression.length()
                && (Character.isLetterOrDigit(expression.charAt(at)) || more.indexOf(expression.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static int number(String expression, int from) {
        int at = from;
        while (at < expression.length()
                && (Character.isDigit(expression.charAt(at))
                        || expression.charAt(at) == '.'
                        || expression.charAt(at) == 'e'
                        || expression.charAt(at) == 'E'
                        || (expression.charAt(at) == '-' && "eE".indexOf(expression.charAt(at - 1)) >= 0))) {
            at++;
        }
        return at;
    }

    /** PostgreSQL prints a text with backslashes as {@code E'...'}, in which they are doubled. */
    private static int quoted(String expression, int from, Kind kind, List<Token> tokens) throws Untranslatable {
        char quote = expression.charAt(from);
        boolean escaped = false;
        if (kind == Kind.TEXT && !tokens.isEmpty()) {
            Token before = tokens.get(tokens.size() - 1);
            escaped = before.kind() == Kind.NAME
                    && before.text().equalsIgnoreCase("E")
                    && expression.charAt(from - 1) != ' ';
            if (escaped) {
                tokens.remove(tokens.size() - 1);
            }
        }
        StringBuilder text = new StringBuilder();
        int at = from + 1;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            boolean doubled = c == quote && at + 1 < expression.length() && expression.charAt(at + 1) == quote;
            if (c == quote && !doubled) {
                tokens.add(new Token(kind, text.toString()));
                return at + 1;
            }
            if (escaped && c == '\\' && (at + 1 >= expression.length() || expression.charAt(at + 1) != '\\')) {
                throw new Untranslatable("it holds an escaped character");
            }
            boolean pair = doubled || (escaped && c == '\\');
            text.append(c);
            at += pair ? 2 : 1;
        }
        throw new Untranslatable("a quote is not closed");
    }
}
