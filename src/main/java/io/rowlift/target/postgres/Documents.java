package io.rowlift.target.postgres;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as PostgreSQL takes it. */
final class Documents {

    private Documents() {}

    /** Returns an array as JSON. */
    static String of(List<?> values) {
        StringBuilder text = new StringBuilder();
        array(values, text);
        return text.toString();
    }

    private static void array(List<?> values, StringBuilder text) {
        text.append('[');
        String separator = "";
        for (Object value : values) {
            text.append(separator);
            separator = ",";
            if (value == null || value instanceof Boolean) {
                text.append(value);
            } else if (value instanceof List<?> nested) {
                array(nested, text);
            } else if (value instanceof BigDecimal number) {
                text.append(number.toPlainString());
            } else if (value instanceof Number) {
                text.append(value);
            } else {
                string(
                        value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : value.toString(),
                        text);
            }
        }
        text.append(']');
    }

    private static void string(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /**
     * Returns why jsonb does not hold a document: it keeps the last of several equal keys, and turns escapes into
     * characters, of which it has no NUL and no halves.
     */
    static @Nullable String obstacle(String document) {
        if (DocumentKeys.twice(document)) {
            return "an object in it has a key twice, of which jsonb keeps the last";
        }
        int at = document.indexOf('\\');
        while (at >= 0 && at + 1 < document.length()) {
            if (document.charAt(at + 1) == 'u' && at + 6 <= document.length()) {
                int unit = unit(document, at);
                if (unit == 0) {
                    return "it has the character \\u0000, which jsonb does not hold";
                }
                boolean high = unit >= 0xD800 && unit < 0xDC00;
                int next = high && document.startsWith("\\u", at + 6) ? unit(document, at + 6) : -1;
                boolean pair = next >= 0xDC00 && next < 0xE000;
                if ((high && !pair) || (unit >= 0xDC00 && unit < 0xE000)) {
                    return "it has half of a character (\\u), which jsonb does not hold";
                }
                at = document.indexOf('\\', at + (pair ? 12 : 6));
            } else {
                at = document.indexOf('\\', at + 2);
            }
        }
        return null;
    }

    /** Returns what {@code \\uXXXX} stands for; -1 where there are no such digits. */
    static int unit(String document, int at) {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = i < document.length() ? Character.digit(document.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }
}
