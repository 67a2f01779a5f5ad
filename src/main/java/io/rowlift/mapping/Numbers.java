package io.rowlift.mapping;

import java.math.BigDecimal;

/**
 * Numbers as DynamoDB holds them, in the one text that each of them has: plain digits, no exponent, no trailing zeros
 * after the point, no sign of zero. Up to 38 significant digits; magnitudes from 1E-130 to 9.99...E+125.
 */
final class Numbers {

    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;

    /** More characters than a number needs that DynamoDB can hold, leading and trailing zeros aside. */
    private static final int MAX_TEXT = 1000;

    private Numbers() {}

    /**
     * Returns the text of a number.
     *
     * @throws Rejection if DynamoDB cannot hold it
     */
    static String canonical(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        // digits by text: stripTrailingZeros takes quadratic time, and PostgreSQL sends up to 131,072 digits
        String digits = number.unscaledValue().abs().toString();
        int significant = digits.length();
        while (digits.charAt(significant - 1) == '0') {
            significant--;
        }
        if (significant > MAX_DIGITS) {
            throw new Rejection("has " + significant + " significant digits, DynamoDB allows " + MAX_DIGITS);
        }
        long beforePoint = (long) digits.length() - number.scale();
        if (beforePoint - 1 > MAX_EXPONENT) {
            throw new Rejection("has a magnitude of 1E+126 or more, which DynamoDB cannot hold");
        }
        if (beforePoint - 1 < MIN_EXPONENT) {
            throw new Rejection("has a magnitude below 1E-130, which DynamoDB cannot hold");
        }
        return plain(number.signum() < 0, digits.substring(0, significant), (int) beforePoint);
    }

    private static String plain(boolean negative, String digits, int beforePoint) {
        StringBuilder text = new StringBuilder(digits.length() + 4);
        if (negative) {
            text.append('-');
        }
        if (beforePoint <= 0) {
            text.append("0.").append("0".repeat(-beforePoint)).append(digits);
        } else if (beforePoint >= digits.length()) {
            text.append(digits).append("0".repeat(beforePoint - digits.length()));
        } else {
            text.append(digits, 0, beforePoint).append('.').append(digits, beforePoint, digits.length());
        }
        return text.toString();
    }

    /**
     * Returns the text of a number that is written in some decimal form.
     *
     * @throws Rejection if it is no number or DynamoDB cannot hold it
     */
    static String canonical(String text) {
        if (text.length() > MAX_TEXT) {
            throw new Rejection("has more than " + MAX_TEXT + " characters, which is no number that DynamoDB can hold");
        }
        // BigDecimal takes the digits of every script
        if (!text.chars().allMatch(c -> c < 0x80)) {
            throw new Rejection("is no number");
        }
        try {
            return canonical(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new Rejection("is no number");
        }
    }

    /** Returns the text of a finite floating-point number: the shortest that reads back equal. */
    static String canonical(double number) {
        return canonical(ShortestDecimal.of(checkFinite(number)));
    }

    /** Returns the text of a finite floating-point number: the shortest that reads back equal. */
    static String canonical(float number) {
        checkFinite(number);
        return canonical(ShortestDecimal.of(number));
    }

    private static double checkFinite(double number) {
        if (Double.isNaN(number)) {
            throw new Rejection("is NaN, which DynamoDB cannot hold");
        }
        if (Double.isInfinite(number)) {
            throw new Rejection("is infinite, which DynamoDB cannot hold");
        }
        return number;
    }
}
