package io.rowlift.target.mysql;

import io.rowlift.target.jdbc.Untranslatable;
import java.util.List;

/** The words of a PostgreSQL expression, taken from left to right. */
final class Words {

    private final List<Token> tokens;
    private int at;

    Words(String expression) throws Untranslatable {
        this.tokens = Token.cut(expression);
    }

    /** Returns the word that comes so much after the next one, or the end. */
    Token ahead(int words) {
        return tokens.get(Math.min(at + words, tokens.size() - 1));
    }

    /** Takes the next word, whatever it is. */
    Token next() {
        Token token = here();
        at++;
        return token;
    }

    /** Gives the last word back. */
    void back() {
        at--;
    }

    /** Returns the next word. */
    Token here() {
        return tokens.get(at);
    }

    /** Returns whether the next word is this name or sign. */
    boolean is(String word) {
        Token token = here();
        return (token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.SIGN)
                && token.text().equalsIgnoreCase(word);
    }

    /** Takes these words if they come next. */
    boolean take(String... words) {
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

    /** Takes a word that has to come next. */
    void expect(String word) throws Untranslatable {
        if (!take(word)) {
            throw strange();
        }
    }

    /** Returns why the next word cannot stand here. */
    Untranslatable strange() {
        return new Untranslatable(
                here().kind() == Token.Kind.END
                        ? "it ends too early"
                        : "MySQL has no counterpart of \"" + here().text() + "\" there");
    }

    /** Reads a type's name with schema, length and array brackets. */
    String typeName() throws Untranslatable {
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
}
