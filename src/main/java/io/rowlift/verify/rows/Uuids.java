package io.rowlift.verify.rows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** UUIDs by their 128 bits, whether they are kept as such, as bytes or as text. */
final class Uuids {

    private static final int BYTES = 16;
    private static final int DIGITS = 32;
    private static final HexFormat HEX = HexFormat.of();

    private Uuids() {}

    static byte[] of(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length == BYTES
                    ? HEX.formatHex(bytes).getBytes(StandardCharsets.US_ASCII)
                    : Texts.strange(bytes);
        }
        return text(value.toString());
    }

    /** Dashes and braces carry no meaning, nor does the case of digits. */
    private static byte[] text(String text) {
        byte[] digits = new byte[DIGITS];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || c == '{' || c == '}') {
                continue;
            }
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0 || count == DIGITS) {
                return Texts.strange(text);
            }
            digits[count++] = (byte) Character.forDigit(digit, 16);
        }
        return count == DIGITS ? digits : Texts.strange(text);
    }
}
