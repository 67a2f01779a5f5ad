package io.rowlift.target.mysql;

import io.rowlift.schema.NotFinite;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether MySQL's JSON keeps a document: it takes the last of several equal keys, keeps numbers as 64-bit integers
 * or doubles, and has at most 100 levels.
 */
final class JsonCheck {

    private static final int DEEPEST = 100;

    /** A decimal of so many digits is the same after it was a double. */
    private static final int SAFE_DIGITS = 15;

    private static final BigInteger GREATEST = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

    private final String text;
    private int at;

    private JsonCheck(String text) {
        this.text = text;
    }

    /** Ends the reading. Free of values. */
    private static final class Found extends Exception {
        private static final long serialVersionUID = 1;

        Found(String reason) {
            super(reason, null, false, false);
        }
    }

    static @Nullable String obstacle(Object value) {
        try {
            if (value instanceof String text) {
                JsonCheck check = new JsonCheck(text);
                check.value(0);
                return check.blank() < text.length() ? "it is no JSON" : null;
            }
            list(value, 0);
            return null;
        } catch (Found e) {
            return e.getMessage();
        }
    }

    private static void list(@Nullable Object value, int depth) throws Found {
        if (value instanceof List<?> elements) {
            deep(depth);
            for (Object element : elements) {
                list(element, depth + 1);
            }
        } else if (value instanceof BigDecimal number) {
            number(number.toPlainString());
        } else if (value instanceof NotFinite
                || (value instanceof Number number && !Double.isFinite(number.doubleValue()))) {
            throw new Found("JSON has no NaN and no infinity");
        }
    }

    private static void deep(int depth) throws Found {
        if (depth >= DEEPEST) {
            throw new Found("it has more than 100 levels, which MySQL's JSON does not hold");
        }
    }

    private int blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private boolean take(char sign) {
        boolean there = blank() < text.length() && text.charAt(at) == sign;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char sign) throws Found {
        if (!take(sign)) {
            throw new Found("it is no JSON");
        }
    }

    private void value(int depth) throws Found {
        if (take('{')) {
            deep(depth);
            members(depth);
        } else if (take('[')) {
            deep(depth);
            if (!take(']')) {
                do {
                    value(depth + 1);
                } while (take(','));
                expect(']');
            }
        } else if (blank() < text.length() && text.charAt(at) == '"') {
            string();
        } else {
            scalar();
        }
    }

    private void members(int depth) throws Found {
        if (take('}')) {
            return;
        }
        Set<String> keys = new HashSet<>();
        do {
            blank();
            if (!keys.add(string())) {
                throw new Found("an object in it has a key twice, of which MySQL's JSON keeps the last");
            }
            expect(':');
            value(depth + 1);
        } while (take(','));
        expect('}');
    }

    private String string() throws Found {
        expect('"');
        int start = at;
        StringBuilder plain = null;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                plain = plain == null ? new StringBuilder(text.substring(start, at)) : plain;
                plain.append(escaped());
            } else {
                if (plain != null) {
                    plain.append(text.charAt(at));
                }
                at++;
            }
        }
        String whole = plain == null ? text.substring(start, Math.min(at, text.length())) : plain.toString();
        expect('"');
        return whole;
    }

    private char escaped() throws Found {
        char sign = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (sign != 'u') {
            at += 2;
            int known = "\"\\/bfnrt".indexOf(sign);
            if (known < 0) {
                throw new Found("it is no JSON");
            }
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        char letter = unit();
        boolean half = Character.isSurrogate(letter);
        if (half
                && !(Character.isHighSurrogate(letter)
                        && text.startsWith("\\u", at)
                        && Character.isLowSurrogate(peek()))) {
            if (!Character.isLowSurrogate(letter) || !paired()) {
                throw new Found("it has half of a character (\\u), which MySQL's JSON does not hold");
            }
        }
        return letter;
    }

    private boolean paired() {
        int before = at - 12;
        return before >= 0
                && text.startsWith("\\u", before)
                && text.substring(before + 2, before + 3).matches("[dD]");
    }

    private char unit() throws Found {
        if (at + 6 > text.length() || !text.substring(at + 2, at + 6).matches("[0-9a-fA-F]{4}")) {
            throw new Found("it is no JSON");
        }
        at += 6;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private char peek() throws Found {
        int here = at;
        char letter = unit();
        at = here;
        return letter;
    }

    private void scalar() throws Found {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            return;
        }
        number(word);
    }

    private static void number(String word) throws Found {
        if (word.length() <= SAFE_DIGITS && word.matches("-?\\d+(\\.\\d+)?")) {
            return;
        }
        if (!word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,4})?")) {
            throw new Found("it is no JSON");
        }
        BigDecimal exact = new BigDecimal(word);
        boolean whole = word.matches("-?\\d+");
        if (whole && exact.signum() >= 0 && exact.toBigInteger().compareTo(GREATEST) <= 0) {
            return;
        }
        if (whole && exact.toBigInteger().bitLength() < Long.SIZE) {
            return;
        }
        double nearest = exact.doubleValue();
        if (Double.isInfinite(nearest) || new BigDecimal(Double.toString(nearest)).compareTo(exact) != 0) {
            throw new Found("it has a number with more digits than MySQL's JSON keeps");
        }
    }
}
