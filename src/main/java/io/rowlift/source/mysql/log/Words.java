package io.rowlift.source.mysql.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a statement, free of comments and texts; what stands in {@code /*! *}{@code /} the server runs. */
final class Words {

    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private Words(String sql) {
        this.sql = sql;
    }

    /**
     * A word or a sign.
     *
     * @param text without quotes
     * @param quoted whether it had some: then it is a name
     */
    record Word(String text, boolean quoted) {

        boolean is(String keyword) {
            return !quoted && text.equalsIgnoreCase(keyword);
        }

        /** Whether it can be a name. */
        boolean name() {
            return quoted || Character.isUnicodeIdentifierPart(text.charAt(0)) || text.charAt(0) == '$';
        }

        String keyword() {
            return quoted ? "" : text.toUpperCase(Locale.ROOT);
        }
    }

    static List<Word> of(String sql) {
        Words words = new Words(sql);
        while (words.at < sql.length()) {
            words.next();
        }
        return words.words;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#' || sql.startsWith("-- ", at) || sql.startsWith("--\n", at) || sql.startsWith("--\t", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (sql.startsWith("*/", at)) {
            at += 2;
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
        } else if (part(c)) {
            int from = at;
            while (at < sql.length() && part(sql.charAt(at))) {
                at++;
            }
            words.add(new Word(sql.substring(from, at), false));
        } else {
            words.add(new Word(String.valueOf(c), false));
            at++;
        }
    }

    private static boolean part(char c) {
        return Character.isUnicodeIdentifierPart(c) || c == '$' || Character.isSurrogate(c);
    }

    /** A comment that is run is passed into; its end is passed over when it comes. */
    private void comment() {
        if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
            at += sql.charAt(at + 2) == '!' ? 3 : 4;
            while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                at++;
            }
            return;
        }
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
    }

    /** Double quotes are around names or texts, as the session had it: the words take them for names. */
    private void quoted(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    break;
                }
                at++;
            } else if (c == '\\' && quote != '`' && at < sql.length()) {
                c = sql.charAt(at++);
            }
            text.append(c);
        }
        if (quote != '\'') {
            words.add(new Word(text.toString(), true));
        }
    }
}
