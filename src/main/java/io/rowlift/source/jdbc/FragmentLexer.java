package io.rowlift.source.jdbc;

/**
 * Walks over an SQL fragment as the server's lexer would, as far as it takes to know that the fragment cannot leave the
 * parentheses that are put around it: literals and quoted names end, parentheses pair up, no comment swallows what
 * follows, no second statement begins.
 */
public final class FragmentLexer {

    /**
     * What differs between products.
     *
     * @param backslashes whether a backslash escapes in every string, not only in E'...'
     * @param dollarQuotes whether $tag$...$tag$ is a string
     * @param quotes characters that open and close a string or a name
     * @param hashComments whether # begins a comment
     */
    public record Syntax(boolean backslashes, boolean dollarQuotes, String quotes, boolean hashComments) {}

    private final String sql;
    private final Syntax syntax;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;

    private FragmentLexer(String sql, Syntax syntax) {
        this.sql = sql;
        this.syntax = syntax;
    }

    /**
     * Checks a fragment.
     *
     * @return the fragment with JDBC's placeholder, which is an operator here, written twice
     */
    public static String check(String sql, Syntax syntax) throws FragmentException {
        if (sql.isBlank()) {
            throw new FragmentException("the SQL is empty");
        }
        return new FragmentLexer(sql, syntax).run();
    }

    private String run() throws FragmentException {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (syntax.quotes().indexOf(c) >= 0) {
                quoted(c);
            } else if (c == '$' && syntax.dollarQuotes()) {
                dollar();
            } else {
                plain(c);
            }
        }
        if (depth > 0) {
            throw new FragmentException("a parenthesis is not closed");
        }
        return out.toString();
    }

    private void plain(char c) throws FragmentException {
        boolean comment = sql.startsWith("--", at)
                || sql.startsWith("/*", at)
                || sql.startsWith("*/", at)
                || (c == '#' && syntax.hashComments());
        if (comment) {
            throw new FragmentException("comments are not allowed in the SQL of a mapping; write a YAML comment");
        }
        if (c == ';') {
            throw new FragmentException("one SQL expression is allowed, \";\" would begin another statement");
        }
        if (c == 0) {
            throw new FragmentException("a NUL character is not allowed");
        }
        depth += c == '(' ? 1 : 0;
        depth -= c == ')' ? 1 : 0;
        if (depth < 0) {
            throw new FragmentException("a parenthesis is closed that was not opened");
        }
        out.append(c == '?' ? "??" : String.valueOf(c));
        at++;
    }

    private void quoted(char quote) throws FragmentException {
        boolean escapes = quote != '`'
                && (syntax.backslashes()
                        || (quote == '\'' && at > 0 && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')));
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != quote) {
            end += escapes && sql.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= sql.length()) {
            throw new FragmentException("a quote is not closed");
        }
        out.append(sql, at, end + 1);
        at = end + 1;
    }

    private void dollar() throws FragmentException {
        boolean insideName = at > 0 && (Character.isLetterOrDigit(sql.charAt(at - 1)) || sql.charAt(at - 1) == '_');
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && (Character.isLetterOrDigit(sql.charAt(tagEnd)) || sql.charAt(tagEnd) == '_')) {
            tagEnd++;
        }
        boolean tag = !insideName
                && tagEnd < sql.length()
                && sql.charAt(tagEnd) == '$'
                && (tagEnd == at + 1 || !Character.isDigit(sql.charAt(at + 1)));
        if (!tag) {
            out.append('$');
            at++;
            return;
        }
        String quote = sql.substring(at, tagEnd + 1);
        int end = sql.indexOf(quote, tagEnd + 1);
        if (end < 0) {
            throw new FragmentException("a quote is not closed");
        }
        out.append(sql, at, end + quote.length());
        at = end + quote.length();
    }
}
