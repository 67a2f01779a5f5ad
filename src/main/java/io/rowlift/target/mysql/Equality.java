package io.rowlift.target.mysql;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which texts a collation takes as one, by the Unicode data that Java has. That is what MySQL's own Unicode collations do
 * for letters in use; it was held against MySQL 8.0 character by character for Latin, Greek and Cyrillic. Collations of
 * single languages and of the older character sets differ for some letters.
 *
 * @param ignoresCase whether {@code a} is {@code A}
 * @param ignoresAccents whether {@code e} is {@code é}
 * @param pads whether spaces at the end are nothing
 * @param exact whether texts are compared by their characters, apart from spaces at the end
 */
record Equality(boolean ignoresCase, boolean ignoresAccents, boolean pads, boolean exact) {

    /** Marks above, below and through letters, which weigh nothing of their own: those of Indic vowels do. */
    private static final Pattern ACCENTS = Pattern.compile(
            "[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u064b-\\u065f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\u3099\\u309a"
                    + "\\ufe20-\\ufe2f]");

    /** What no collation of Unicode's sees. */
    private static final Pattern IGNORED = Pattern.compile(
            "[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u00ad\\u034f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064"
                    + "\\ufe00-\\ufe0f\\ufeff]");

    /** Letters that are others with a mark in them, which Unicode does not take apart. */
    private static final Map<Character, String> MARKED = Map.of(
            'ß', "ss", 'æ', "ae", 'œ', "oe", 'ø', "o", 'đ', "d", 'ð', "d", 'ł', "l", 'ħ', "h", 'ŧ', "t", 'ґ', "г");

    private static final char KATAKANA = '\u30a1';
    private static final char KATAKANA_END = '\u30f6';
    private static final int TO_HIRAGANA = 0x60;

    /** Returns what a collation does. */
    static Equality of(String collation) {
        boolean exact = collation.equals("binary") || collation.endsWith("_bin");
        boolean ignoresCase = collation.endsWith("_ci");
        boolean ignoresAccents = collation.contains("_ai_") || (ignoresCase && !collation.contains("_as_"));
        return new Equality(ignoresCase, ignoresAccents, Collations.pads(collation), exact);
    }

    /** Returns whether different texts can be one. */
    boolean folds() {
        return !exact || pads;
    }

    /** Returns a text that is the same for all texts that are one. */
    String fold(String text) {
        String folded = exact ? text : weighed(text);
        return pads ? withoutSpaces(folded) : folded;
    }

    private String weighed(String text) {
        if (!ignoresCase) {
            return Normalizer.normalize(IGNORED.matcher(text).replaceAll(""), Form.NFC);
        }
        String parts = Normalizer.normalize(whole(IGNORED.matcher(text).replaceAll("")), Form.NFKD);
        String letters = ignoresAccents ? ACCENTS.matcher(parts).replaceAll("") : parts;
        StringBuilder folded = new StringBuilder(letters.length());
        letters.codePoints().forEach(letter -> add(folded, letter));
        return folded.toString();
    }

    /** Letters that Unicode takes apart into a letter and a sign of its own. */
    private String whole(String text) {
        String greek = text.replace('\u037a', '\u03b9');
        return ignoresAccents ? greek.replace('\u013f', 'L').replace('\u0140', 'l') : greek;
    }

    private void add(StringBuilder folded, int letter) {
        int small = Character.toLowerCase(Character.toUpperCase(letter));
        String marked = ignoresAccents && small <= Character.MAX_VALUE ? MARKED.get((char) small) : null;
        if (marked != null) {
            folded.append(marked);
        } else if (small >= KATAKANA && small <= KATAKANA_END) {
            folded.append((char) (small - TO_HIRAGANA));
        } else {
            folded.appendCodePoint(small);
        }
    }

    private static String withoutSpaces(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
