package io.rowlift.copy;

import io.rowlift.schema.Family;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in an expression that a database has printed. Knows no grammar: a column that is named like a keyword of the
 * expression is taken for one that the expression uses, which errs on the side of telling people.
 */
final class SqlWords {

    private static final Pattern POSTGRESQL = Pattern.compile("'(?:[^']|'')*'"
            + "|\"(?<quoted>(?:[^\"]|\"\")*)\""
            + "|::[\\p{L}_][\\p{L}\\p{N}_$ ]*"
            + "|(?<bare>[\\p{L}_][\\p{L}\\p{N}_$]*)(?!\\s*\\()");

    private static final Pattern MYSQL = Pattern.compile(
            "'(?:[^'\\\\]|''|\\\\.)*'"
                    + "|`(?<quoted>(?:[^`]|``)*)`"
                    + "|(?<bare>[\\p{L}_][\\p{L}\\p{N}_$]*)(?!\\s*\\()",
            Pattern.DOTALL);

    private SqlWords() {}

    /** Returns the first of some columns that an expression mentions. */
    static Optional<String> firstOf(Collection<String> columns, String expression, Family family) {
        Set<String> words = words(expression, family);
        return columns.stream().filter(c -> words.contains(folded(c, family))).findFirst();
    }

    private static Set<String> words(String expression, Family family) {
        Matcher matcher = (family == Family.MYSQL ? MYSQL : POSTGRESQL).matcher(expression);
        String quote = family == Family.MYSQL ? "`" : "\"";
        Set<String> words = new TreeSet<>();
        while (matcher.find()) {
            String quoted = matcher.group("quoted");
            String word = quoted == null ? matcher.group("bare") : quoted.replace(quote + quote, quote);
            if (word != null) {
                words.add(folded(word, family));
            }
        }
        return words;
    }

    /** MySQL takes column names without regard to case. */
    private static String folded(String name, Family family) {
        return family == Family.MYSQL ? name.toLowerCase(Locale.ROOT) : name;
    }
}
