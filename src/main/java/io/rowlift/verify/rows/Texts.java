package io.rowlift.verify.rows;

import java.nio.charset.StandardCharsets;

/** Texts, character by character. */
final class Texts {

    /** No text begins with this byte: what follows is no value of the kind that is compared. */
    private static final byte STRANGE = (byte) 0xFF;

    private Texts() {}

    /** The text of any value. */
    static byte[] of(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A text without the blanks at its end, which a column of fixed width does not keep. */
    static byte[] unpadded(Object value) {
        String text = value.toString();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return of(end == text.length() ? text : text.substring(0, end));
    }

    /** A text as its UTF-8 bytes, and bytes as they are. */
    static byte[] raw(Object value) {
        return value instanceof byte[] bytes ? bytes : of(value);
    }

    /** A text where something else is expected: equal to the same text only. */
    static byte[] strange(Object value) {
        byte[] text = value instanceof byte[] bytes ? bytes : of(value);
        byte[] marked = new byte[text.length + 1];
        marked[0] = STRANGE;
        System.arraycopy(text, 0, marked, 1, text.length);
        return marked;
    }
}
