package io.rowlift.source.mysql;

/** Expressions as MySQL's information schema prints them. */
final class MySqlExpressions {

    private MySqlExpressions() {}

    /**
     * Takes the text of an expression out of the escapes in which MySQL's data dictionary keeps it: a quote that begins a
     * text there is {@code \'}. MariaDB prints expressions as they are.
     */
    static String unescaped(String printed) {
        StringBuilder plain = new StringBuilder(printed.length());
        for (int i = 0; i < printed.length(); i++) {
            char letter = printed.charAt(i);
            if (letter == '\\' && i + 1 < printed.length()) {
                i++;
                plain.append(unescaped(printed.charAt(i)));
            } else {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    /** Returns the letter that a backslash and this one stand for. */
    static char unescaped(char letter) {
        return switch (letter) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
