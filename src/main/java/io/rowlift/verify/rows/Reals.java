package io.rowlift.verify.rows;

/** Binary floating point by its bits: one unit in the last place differs, and so do 0.0 and -0.0; NaN is one value. */
final class Reals {

    private Reals() {}

    /** A float of 32 or of 64 bits, as wide as it is. */
    static byte[] of(Object value) {
        if (value instanceof Float number) {
            return bytes(Float.floatToIntBits(number), Float.BYTES);
        }
        return value instanceof Double number
                ? bytes(Double.doubleToLongBits(number), Double.BYTES)
                : Texts.strange(value);
    }

    /**
     * A float of 64 bits that stands for one of 32: the same number, or the one that the other is printed as. Any other is
     * none of 32 bits, and stays as wide as it is.
     */
    static byte[] narrow(Object value) {
        if (!(value instanceof Double wide)) {
            return of(value);
        }
        float near = wide.floatValue();
        boolean same =
                Double.compare(near, wide) == 0 || Double.compare(Double.parseDouble(Float.toString(near)), wide) == 0;
        return same ? of((Object) near) : of(wide);
    }

    /** What a column of 32 bits keeps of a number of 64. */
    static byte[] cut(Object value) {
        return value instanceof Double wide ? of((Object) wide.floatValue()) : of(value);
    }

    /** A float that is printed in a text. */
    static Form printed(int bits) {
        return value -> {
            if (!(value instanceof String text)) {
                return of(value);
            }
            if (text.isEmpty() || "dDfF \t\n".indexOf(text.charAt(text.length() - 1)) >= 0 || text.charAt(0) <= ' ') {
                // Java reads more than databases print: blanks, and letters that say which type it is
                return Texts.strange(text);
            }
            try {
                Double wide = Double.valueOf(text);
                return bits == Float.SIZE ? narrow(wide) : of(wide);
            } catch (NumberFormatException e) {
                return Texts.strange(text);
            }
        };
    }

    private static byte[] bytes(long bits, int length) {
        byte[] bytes = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            bytes[i] = (byte) bits;
            bits >>>= Byte.SIZE;
        }
        return bytes;
    }
}
