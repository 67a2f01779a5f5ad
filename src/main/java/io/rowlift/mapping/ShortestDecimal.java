package io.rowlift.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The shortest decimal that reads back as a floating-point number, and the nearest to it among those. {@code
 * Double.toString} gives it only from Java 19 on (JDK-4511638): Java 17 prints 2E23 as 1.9999999999999998E23.
 */
final class ShortestDecimal {

    /** Decimals of so many digits have floating-point numbers of their own, so that none of them can be shortened. */
    private static final int DISTINCT_DOUBLE = 15;

    private static final int DISTINCT_FLOAT = 6;

    private ShortestDecimal() {}

    static BigDecimal of(double number) {
        BigDecimal printed = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (printed.precision() <= DISTINCT_DOUBLE) {
            return printed;
        }
        return shorten(
                new BigDecimal(number),
                printed.precision(),
                decimal -> Double.parseDouble(decimal.toString()) == number);
    }

    static BigDecimal of(float number) {
        BigDecimal printed = new BigDecimal(Float.toString(number)).stripTrailingZeros();
        if (printed.precision() <= DISTINCT_FLOAT) {
            return printed;
        }
        return shorten(
                new BigDecimal(number), printed.precision(), decimal -> Float.parseFloat(decimal.toString()) == number);
    }

    /** Where n digits are enough, so are n + 1: the search ends at the first length that is not. */
    private static BigDecimal shorten(BigDecimal exact, int digits, Predicate<BigDecimal> readsBack) {
        BigDecimal best = exact;
        for (int n = digits; n > 0; n--) {
            BigDecimal candidate = nearest(exact, n, readsBack);
            if (candidate == null) {
                return best;
            }
            best = candidate;
        }
        return best;
    }

    /** The numbers that read back reach further up than down at a power of two: the nearer one need not be among them. */
    private static @Nullable BigDecimal nearest(BigDecimal exact, int digits, Predicate<BigDecimal> readsBack) {
        BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
        BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
        boolean belowReadsBack = readsBack.test(below);
        if (!readsBack.test(above)) {
            return belowReadsBack ? below : null;
        }
        boolean belowIsNearer =
                exact.subtract(below).abs().compareTo(above.subtract(exact).abs()) <= 0;
        return belowReadsBack && belowIsNearer ? below : above;
    }
}
