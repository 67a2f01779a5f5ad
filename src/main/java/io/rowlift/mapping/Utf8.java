package io.rowlift.mapping;

/** The length of text as DynamoDB counts it, without encoding it. */
final class Utf8 {

    private Utf8() {}

    /**
     * Returns the number of bytes.
     *
     * @throws Rejection if the text holds half a surrogate pair, which has no UTF-8 form
     */
    static int length(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            bytes += c < 0x800 ? 1 : 2;
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new Rejection("holds half a surrogate pair, which UTF-8 cannot encode");
                }
                i++; // a pair is four bytes: two chars, and two more
            }
        }
        return bytes;
    }

    /** Compares two texts by their UTF-8 bytes, as DynamoDB does: by code points, and not by Java's chars. */
    static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // surrogates stand below U+E000 as chars, and above all of the first plane as code points
                boolean surrogate = Character.isSurrogate(a);
                return surrogate == Character.isSurrogate(b) ? Character.compare(a, b) : surrogate ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
