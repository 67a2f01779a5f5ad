package io.rowlift.realdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a script for psql, such as pg_dump writes it, into its steps. */
final class PostgresScript {

    /** A doubled quote inside a string reads as two strings side by side, which cuts the script at the same places. */
    private static final Pattern TOKEN = Pattern.compile("""
            (?<comment> --[^\\n]* | /\\*.*?\\*/ )
            | (?<command> ^\\\\[^\\n]* )
            | (?<end> ; )
            | [eE]'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'
            | '[^']*' | "[^"]*" | \\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$
            """, Pattern.COMMENTS | Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern COPY = Pattern.compile("COPY\\s.*\\sFROM\\s+stdin", Pattern.DOTALL);
    private static final Pattern END_OF_ROWS = Pattern.compile("^\\\\\\.\\R?", Pattern.MULTILINE);
    private static final Pattern REDIRECTED = Pattern.compile("\\\\(c|connect|set|encoding|restrict|unrestrict)\\b.*");

    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private int begin;

    private PostgresScript(String text) {
        this.text = text;
    }

    /**
     * Returns the steps in order. Connecting to another database is left out: where the dump goes is the loader's choice.
     *
     * @throws IllegalArgumentException if the script uses a psql command that this does not know, or ends inside a statement
     */
    static List<Step> steps(String text) {
        PostgresScript script = new PostgresScript(text);
        script.cut();
        return script.steps;
    }

    private void cut() {
        Matcher token = TOKEN.matcher(text);
        int position = 0;
        while (token.find(position)) {
            position = token.end();
            if (token.group("comment") != null && blank(begin, token.start())) {
                begin = position;
            } else if (token.group("command") != null && blank(begin, token.start())) {
                checkKnown(token.group("command"), token.start());
                begin = position;
            } else if (token.group("end") != null) {
                position = finish(token.start(), position);
                begin = position;
            }
        }
        if (!blank(begin, text.length())) {
            throw new IllegalArgumentException("line " + line(begin) + ": the script ends inside a statement");
        }
    }

    /** Records the statement that ends here and returns where the next one begins. */
    private int finish(int end, int next) {
        int start = begin;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        String sql = text.substring(start, end).strip();
        if (!COPY.matcher(sql).matches()) {
            if (!sql.isEmpty()) {
                steps.add(new Step.Sql(line(start), sql));
            }
            return next;
        }
        int rows = text.indexOf('\n', next) + 1;
        Matcher close = END_OF_ROWS.matcher(text);
        if (!close.find(rows)) {
            throw new IllegalArgumentException("line " + line(start) + ": the rows of a COPY do not end");
        }
        steps.add(new Step.Copy(line(start), sql, text.substring(rows, close.start())));
        return close.end();
    }

    private void checkKnown(String command, int position) {
        if (!REDIRECTED.matcher(command).matches()) {
            throw new IllegalArgumentException("line " + line(position) + ": unknown psql command " + command);
        }
    }

    private boolean blank(int from, int to) {
        return text.substring(from, to).isBlank();
    }

    private int line(int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
