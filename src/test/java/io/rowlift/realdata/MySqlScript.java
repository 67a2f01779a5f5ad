package io.rowlift.realdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a script for the mysql client, such as mysqldump writes it, into its steps. */
final class MySqlScript {

    private static final Pattern DELIMITER =
            Pattern.compile("\\G\\s*DELIMITER\\s+(\\S+)[^\\n]*\\n?", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private Pattern token = token(";");
    private int begin;

    private MySqlScript(String text) {
        this.text = text;
    }

    /**
     * Returns the steps in order. Comments for the server ({@code /*!40101 ... *}{@code /}) are statements.
     *
     * @throws IllegalArgumentException if the script ends inside a statement
     */
    static List<Step> steps(String text) {
        MySqlScript script = new MySqlScript(text);
        script.cut();
        return script.steps;
    }

    private static Pattern token(String delimiter) {
        return Pattern.compile("""
                (?<comment> --(?=\\s)[^\\n]* | \\#[^\\n]* | /\\*(?!!).*?\\*/ )
                | (?<end> %s )
                | '[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+' | "[^"\\\\]*+(?:\\\\.[^"\\\\]*+)*+" | `[^`]*`
                """.formatted(Pattern.quote(delimiter)), Pattern.COMMENTS | Pattern.DOTALL);
    }

    private void cut() {
        int position = skipDelimiters();
        Matcher next = token.matcher(text);
        while (next.find(position)) {
            position = next.end();
            if (next.group("comment") != null && blank(begin, next.start())) {
                begin = position;
                position = skipDelimiters();
            } else if (next.group("end") != null) {
                finish(next.start());
                begin = position;
                position = skipDelimiters();
            }
            next = next.pattern().equals(token) ? next : token.matcher(text);
        }
        if (!blank(begin, text.length())) {
            throw new IllegalArgumentException("line " + line(begin) + ": the script ends inside a statement");
        }
    }

    /** Between two statements the client itself understands {@code DELIMITER}. Returns where the next statement begins. */
    private int skipDelimiters() {
        Matcher command = DELIMITER.matcher(text);
        while (command.find(begin)) {
            token = token(command.group(1));
            begin = command.end();
        }
        return begin;
    }

    private void finish(int end) {
        int start = begin;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (start < end) {
            steps.add(new Step.Sql(line(start), text.substring(start, end).strip()));
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
