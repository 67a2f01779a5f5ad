package io.rowlift.verify.rows;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one text of JSON, in one pass. */
final class DocumentText {

    /** Deeper ones would take the stack; MySQL has 100 levels at most. */
    private static final int DEEPEST = 1_000;

    /** So many characters of digits are a long, whatever they are. */
    private static final int SAFE_DIGITS = 18;

    private final String text;
    private final Output out = new Output();
    private int at;

    DocumentText(String text) {
        this.text = text;
    }

    /** Returns the canonical bytes, or null when the text is no JSON, or too deep. */
    byte @Nullable [] read() {
        return value(0) && next() == END ? out.toBytes() : null;
    }

    private static final char END = '\uFFFF';

    private char next() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
                return c;
            }
            at++;
        }
        return END;
    }

    private boolean take(char sign) {
        boolean there = next() == sign;
        at += there ? 1 : 0;
        return there;
    }

    private boolean value(int depth) {
        return switch (next()) {
            case '{' -> depth < DEEPEST && object(depth + 1);
            case '[' -> depth < DEEPEST && array(depth + 1);
            case '"' -> {
                out.add(Documents.STRING);
                yield string();
            }
            case 't' -> word("true", Documents.TRUE);
            case 'f' -> word("false", Documents.FALSE);
            case 'n' -> word("null", Documents.NULL);
            default -> number();
        };
    }

    private boolean word(String word, int tag) {
        out.add(tag);
        boolean there = text.startsWith(word, at);
        at += word.length();
        return there;
    }

    private boolean array(int depth) {
        at++;
        out.add(Documents.ARRAY);
        if (!take(']')) {
            do {
                if (!value(depth)) {
                    return false;
                }
            } while (take(','));
            if (!take(']')) {
                return false;
            }
        }
        out.add(Documents.END);
        return true;
    }

    private boolean object(int depth) {
        at++;
        out.add(Documents.OBJECT);
        Members members = new Members(out);
        if (!take('}')) {
            do {
                members.begin();
                if (next() != '"' || !string()) {
                    return false;
                }
                members.keyEnds();
                if (!take(':') || !value(depth)) {
                    return false;
                }
                members.end();
            } while (take(','));
            if (!take('}')) {
                return false;
            }
        }
        members.order();
        out.add(Documents.END);
        return true;
    }

    private boolean string() {
        at++;
        int start = out.open();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                out.close(start);
                return true;
            }
            int character = c == '\\' ? escaped() : Character.isHighSurrogate(c) ? pair(c) : c;
            if (character < 0) {
                return false;
            }
            out.character(character);
        }
        return false;
    }

    private int pair(char high) {
        if (at < text.length() && Character.isLowSurrogate(text.charAt(at))) {
            return Character.toCodePoint(high, text.charAt(at++));
        }
        return high;
    }

    private int escaped() {
        char c = at < text.length() ? text.charAt(at++) : END;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> -1;
        };
    }

    private int unicode() {
        int unit = unit();
        if (unit < 0 || !Character.isHighSurrogate((char) unit) || !text.startsWith("\\u", at)) {
            return unit;
        }
        int before = at;
        at += 2;
        int low = unit();
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
            return Character.toCodePoint((char) unit, (char) low);
        }
        at = before;
        return unit;
    }

    private int unit() {
        int unit = at + 4 <= text.length() ? 0 : -1;
        for (int end = at + 4; at < end && unit >= 0; at++) {
            int digit = Character.digit(text.charAt(at), 16);
            unit = digit < 0 ? -1 : unit * 16 + digit;
        }
        return unit;
    }

    private boolean number() {
        int start = at;
        boolean whole = true;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean digit = c >= '0' && c <= '9';
            boolean sign = c == '-' && at == start;
            if (!digit && !sign && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                break;
            }
            whole &= digit || sign;
            at++;
        }
        out.add(Documents.NUMBER);
        int length = at - start;
        try {
            out.add(
                    whole && length <= SAFE_DIGITS
                            ? Numbers.whole(Long.parseLong(text, start, at, 10))
                            : Numbers.decimal(new BigDecimal(text.substring(start, at))));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The members of an object, which are put in order when all are known. */
    private static final class Members {
        private final Output out;
        private final int from;
        private int count;
        private int[] starts = new int[8];
        private int[] keys = new int[8];
        private int[] ends = new int[8];
        private boolean ordered = true;

        Members(Output out) {
            this.out = out;
            this.from = out.length();
        }

        void begin() {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                keys = Arrays.copyOf(keys, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            starts[count] = out.length();
        }

        void keyEnds() {
            keys[count] = out.length();
            ordered &= count == 0 || compare(count - 1, count) < 0;
        }

        void end() {
            ends[count++] = out.length();
        }

        private int compare(int one, int other) {
            return out.compare(starts[one], keys[one], starts[other], keys[other]);
        }

        /** Equal keys stay in their order. */
        void order() {
            if (ordered) {
                return;
            }
            Integer[] order = new Integer[count];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, this::compare);
            int[] newStarts = new int[count];
            int[] newEnds = new int[count];
            for (int i = 0; i < count; i++) {
                newStarts[i] = starts[order[i]];
                newEnds[i] = ends[order[i]];
            }
            out.order(from, newStarts, newEnds);
        }
    }
}
