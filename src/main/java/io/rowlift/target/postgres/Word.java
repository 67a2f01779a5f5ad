package io.rowlift.target.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word of an expression as PostgreSQL prints it: keywords in capitals, names in lower case or in quotes.
 *
 * @param kind what it is
 * @param text as it is written, blanks included
 */
record Word(Kind kind, String text) {
    enum Kind {
        BLANK,
        NAME,
        QUOTED,
        KEYWORD,
        TEXT,
        NUMBER,
        SIGN
    }

    /** Returns whether this can be the name of an object. */
    boolean named() {
        return kind == Kind.NAME || kind == Kind.QUOTED;
    }

    /** Returns a name without its quotes. */
    String plain() {
        return kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    boolean is(String sign) {
        return text.equals(sign) && kind != Kind.QUOTED && kind != Kind.TEXT;
    }

    /** Cuts an expression into its words, of which it is made again by putting them one behind the other. */
    static List<Word> cut(String expression) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < expression.length()) {
            Word word = next(expression, at);
            words.add(word);
            at += word.text.length();
        }
        return words;
    }

    private static Word next(String expression, int at) {
        char c = expression.charAt(at);
        if (Character.isWhitespace(c)) {
            int end = at + 1;
            while (end < expression.length() && Character.isWhitespace(expression.charAt(end))) {
                end++;
            }
            return new Word(Kind.BLANK, expression.substring(at, end));
        }
        if (c == '\'') {
            return new Word(Kind.TEXT, expression.substring(at, quoted(expression, at, false)));
        }
        if (c == '"') {
            return new Word(Kind.QUOTED, expression.substring(at, quoted(expression, at, false)));
        }
        boolean prefix = "EBX".indexOf(c) >= 0 && expression.startsWith("'", at + 1);
        if (prefix) {
            return new Word(Kind.TEXT, expression.substring(at, quoted(expression, at + 1, c == 'E')));
        }
        if (Character.isLetter(c) || c == '_') {
            String name = expression.substring(at, end(expression, at, "_$"));
            return new Word(name.equals(name.toLowerCase(Locale.ROOT)) ? Kind.NAME : Kind.KEYWORD, name);
        }
        if (Character.isDigit(c)) {
            return new Word(Kind.NUMBER, expression.substring(at, end(expression, at, ".")));
        }
        return new Word(Kind.SIGN, expression.startsWith("::", at) ? "::" : String.valueOf(c));
    }

    private static int end(String expression, int from, String more) {
        int at = from;
        while (at < expression.length()
                && (Character.isLetterOrDigit(expression.charAt(at)) || more.indexOf(expression.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    /** Returns where a quote ends that begins here. */
    private static int quoted(String expression, int from, boolean escapes) {
        char quote = expression.charAt(from);
        int at = from + 1;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            boolean pair =
                    (escapes && c == '\\') || (c == quote && expression.startsWith(String.valueOf(quote), at + 1));
            if (c == quote && !pair) {
                return at + 1;
            }
            at += pair ? 2 : 1;
        }
        return expression.length();
    }
}
