package io.rowlift.mapping;

/**
 * A set of characters: exact within ASCII, all or nothing beyond.
 *
 * @param low ASCII 0 to 63, a bit for each
 * @param high ASCII 64 to 127
 * @param others whether it holds the characters beyond ASCII
 */
record CharClass(long low, long high, boolean others) {

    static final CharClass NONE = new CharClass(0, 0, false);
    static final CharClass ANY = new CharClass(-1, -1, true);
    static final CharClass DIGITS = of("0123456789");
    static final CharClass LOWER = range('a', 'z');
    static final CharClass UPPER = range('A', 'Z');
    static final CharClass HEX = DIGITS.or(of("abcdef"));

    static CharClass of(char c) {
        if (c >= 128) {
            return new CharClass(0, 0, true);
        }
        return c < 64 ? new CharClass(1L << c, 0, false) : new CharClass(0, 1L << (c - 64), false);
    }

    static CharClass of(String characters) {
        CharClass all = NONE;
        for (int i = 0; i < characters.length(); i++) {
            all = all.or(of(characters.charAt(i)));
        }
        return all;
    }

    private static CharClass range(char first, char last) {
        CharClass all = NONE;
        for (char c = first; c <= last; c++) {
            all = all.or(of(c));
        }
        return all;
    }

    CharClass or(CharClass other) {
        return new CharClass(low | other.low, high | other.high, others || other.others);
    }

    /** Leaves characters out; those beyond ASCII are one, so that none of them can be left out alone. */
    CharClass without(CharClass other) {
        return new CharClass(low & ~other.low, high & ~other.high, others);
    }

    boolean intersects(CharClass other) {
        return (low & other.low) != 0 || (high & other.high) != 0 || (others && other.others);
    }

    boolean contains(char c) {
        return intersects(of(c));
    }
}
