package io.rowlift.suggest;

import java.util.regex.Pattern;

/** Lines of a YAML file, with comments that are broken into lines of readable length. */
final class YamlText {

    private static final int WIDTH = 118;
    private static final int STEP = 2;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private final StringBuilder text = new StringBuilder();

    /** Returns a name as it can stand as a key or a value. */
    static String name(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    /** Returns a text in quotes. */
    static String quoted(String text) {
        if (!text.contains("'") && text.contains("\"") && text.chars().allMatch(YamlText::printable)) {
            return "'" + text + "'";
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (printable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format("\\U%08X", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** Whether YAML takes a character as it is, within a line. */
    private static boolean printable(int c) {
        return !Character.isISOControl(c) && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
    }

    /** Adds a line. */
    void line(int depth, String line) {
        text.append(line.isEmpty() ? "" : " ".repeat(depth * STEP)).append(line).append('\n');
    }

    /** Adds a comment. */
    void comment(int depth, String comment) {
        wrap(depth, "# ", "# ", comment);
    }

    /** Adds a comment that is an item of a list. */
    void item(int depth, String comment) {
        wrap(depth, "# - ", "#   ", comment);
    }

    private void wrap(int depth, String first, String next, String comment) {
        String begin = " ".repeat(depth * STEP) + first;
        StringBuilder line = new StringBuilder(begin);
        boolean empty = true;
        for (String word : safe(comment).split(" ", -1)) {
            if (!empty && line.length() + word.length() + 1 > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(depth * STEP) + next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** A name with a line break in it must not end a comment. */
    private static String safe(String comment) {
        StringBuilder safe = new StringBuilder();
        comment.codePoints().forEach(c -> safe.appendCodePoint(printable(c) ? c : '?'));
        return safe.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
