package io.rowlift.verify.rows;

import io.rowlift.schema.NotFinite;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers by their value: 1, 1.0 and true are one. Floats are the decimals that they are printed as. */
final class Numbers {

    private static final byte WHOLE = 1;
    private static final byte DECIMAL = 2;
    private static final byte NOT_FINITE = 3;

    /** So many digits are a long, whatever they are. */
    private static final int SAFE_DIGITS = 18;

    /** What PostgreSQL takes for true and false, beginnings that are clear included. */
    private static final String[] TRUE = {"true", "yes", "on", "1"};

    private static final String[] FALSE = {"false", "no", "off", "0"};

    private Numbers() {}

    /** A number of any Java type, or a truth value. */
    static byte[] of(Object value) {
        if (value instanceof Long number) {
            return whole(number);
        }
        if (value instanceof BigDecimal number) {
            return decimal(number);
        }
        if (value instanceof Boolean truth) {
            return whole(truth ? 1 : 0);
        }
        BigDecimal number = decimalOf(value);
        return number != null ? decimal(number) : notFinite(value);
    }

    private static byte[] notFinite(Object value) {
        boolean known = value instanceof NotFinite || value instanceof Double || value instanceof Float;
        return known ? tagged(NOT_FINITE, value.toString().toLowerCase(Locale.ROOT)) : Texts.strange(value);
    }

    /** A number, rounded to so many digits after the point, half away from zero as databases do. */
    static Form rounded(int scale) {
        return value -> {
            BigDecimal number = decimalOf(value);
            return number == null ? of(value) : decimal(number.setScale(scale, RoundingMode.HALF_UP));
        };
    }

    /** A number as the float of 32 or 64 bits that is nearest to it. */
    static Form nearest(int bits) {
        return value -> {
            BigDecimal number = decimalOf(value);
            if (number == null) {
                return of(value);
            }
            return bits == Float.SIZE ? of(number.floatValue()) : of(number.doubleValue());
        };
    }

    /** A number as databases print it into a text. */
    static byte[] printed(Object value) {
        return Texts.of(value instanceof BigDecimal number ? number.toPlainString() : value);
    }

    /** A truth value, or a text that stands for one. */
    static byte[] truth(Object value) {
        if (!(value instanceof String text)) {
            return of(value);
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (begins(TRUE, word)) {
            return whole(1);
        }
        return begins(FALSE, word) ? whole(0) : Texts.strange(text);
    }

    private static boolean begins(String[] words, String beginning) {
        for (String word : words) {
            if (word.startsWith(beginning) && !beginning.isEmpty() && !beginning.equals("o")) {
                return true;
            }
        }
        return false;
    }

    /** So many bits, as a number or as digits 0 and 1. */
    static Form bits(int length) {
        return value -> {
            if (!(value instanceof String digits)) {
                return of(value);
            }
            if (digits.length() != length || !binary(digits)) {
                return Texts.strange(digits);
            }
            return length < Long.SIZE
                    ? whole(Long.parseLong(digits, 2))
                    : decimal(new BigDecimal(new BigInteger(digits, 2)));
        };
    }

    private static boolean binary(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '0' && digits.charAt(i) != '1') {
                return false;
            }
        }
        return !digits.isEmpty();
    }

    /** Returns a number as a decimal, texts that say one included; null for what is none. */
    private static @Nullable BigDecimal decimalOf(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof NotFinite) {
            return null;
        }
        try {
            return new BigDecimal(value.toString().trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A decimal without the zeros at its end. */
    static byte[] decimal(BigDecimal number) {
        if (number.signum() == 0) {
            return whole(0);
        }
        if (number.scale() > 0 && number.precision() > SAFE_DIGITS) {
            return trimmed(number.toPlainString());
        }
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() > 0 ? tagged(DECIMAL, plain.toPlainString()) : integer(plain);
    }

    /** Zeros are taken off many digits as text: as a number, each takes a division of all of them. */
    private static byte[] trimmed(String digits) {
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        if (digits.charAt(end - 1) != '.') {
            return tagged(DECIMAL, digits.substring(0, end));
        }
        return end - 1 <= SAFE_DIGITS
                ? whole(Long.parseLong(digits, 0, end - 1, 10))
                : integer(new BigDecimal(digits.substring(0, end - 1)).stripTrailingZeros());
    }

    private static byte[] integer(BigDecimal plain) {
        int digits = plain.precision() - plain.scale();
        boolean small = digits <= SAFE_DIGITS
                || (digits == SAFE_DIGITS + 1 && plain.toBigInteger().bitLength() < Long.SIZE);
        return small ? whole(plain.longValue()) : tagged(DECIMAL, plain.toString());
    }

    static byte[] whole(long number) {
        byte[] bytes = new byte[Long.BYTES + 1];
        bytes[0] = WHOLE;
        for (int i = Long.BYTES; i > 0; i--) {
            bytes[i] = (byte) number;
            number >>>= Byte.SIZE;
        }
        return bytes;
    }

    private static byte[] tagged(byte tag, String ascii) {
        byte[] bytes = new byte[ascii.length() + 1];
        bytes[0] = tag;
        for (int i = 0; i < ascii.length(); i++) {
            bytes[i + 1] = (byte) ascii.charAt(i);
        }
        return bytes;
    }
}
