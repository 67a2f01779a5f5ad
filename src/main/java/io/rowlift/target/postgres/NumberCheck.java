package io.rowlift.target.postgres;

import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Tells whether a number can be held as it is: PostgreSQL rounds in silence, this does not. */
final class NumberCheck {

    private NumberCheck() {}

    /** Returns the check for a whole number of so many bits; null when all values have a place in it. */
    static @Nullable ValueCheck whole(Type type, int bits, PostgresType target) {
        boolean fits = type instanceof Type.Int held && held.bits() + (held.unsigned() ? 1 : 0) <= bits;
        if (fits || type instanceof Type.Bool) {
            return null;
        }
        long least = bits == 64 ? Long.MIN_VALUE : -(1L << (bits - 1));
        long most = bits == 64 ? Long.MAX_VALUE : (1L << (bits - 1)) - 1;
        return value -> {
            if (value instanceof Long number) {
                return number >= least && number <= most ? null : outside(target);
            }
            if (value instanceof BigInteger) {
                return outside(target);
            }
            if (value instanceof NotFinite) {
                return target + " does not hold \"" + value + '"';
            }
            if (!(value instanceof BigDecimal number)) {
                return null;
            }
            if (number.stripTrailingZeros().scale() > 0) {
                return "it has digits after the point, which " + target + " does not hold";
            }
            boolean inside =
                    number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
            return inside ? null : outside(target);
        };
    }

    private static String outside(PostgresType target) {
        return "it is outside the range of " + target;
    }

    /** Returns the check for decimals; null when all values have a place in it. */
    static @Nullable ValueCheck numeric(Type type, PostgresType target) {
        int precision = target.argument(0, 0);
        int scale = target.argument(1, 0);
        if (precision == 0) {
            return null;
        }
        boolean declared = type instanceof Type.Numeric held
                && !held.unconstrained()
                && held.scale() <= scale
                && held.precision() - held.scale() <= precision - scale;
        return value -> {
            if (value instanceof NotFinite strange) {
                return strange == NotFinite.NAN ? null : target + " does not hold \"" + strange + '"';
            }
            BigDecimal number = declared ? null : decimal(value);
            if (number == null) {
                return null;
            }
            BigDecimal plain = number.scale() > scale ? number.stripTrailingZeros() : number;
            if (plain.scale() > scale) {
                return "it has more than " + scale + " digits after the point, which " + target + " does not hold";
            }
            return plain.signum() != 0 && plain.precision() - plain.scale() > precision - scale
                    ? outside(target)
                    : null;
        };
    }

    private static @Nullable BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        boolean real =
                (value instanceof Double || value instanceof Float) && Double.isFinite(((Number) value).doubleValue());
        return real ? new BigDecimal(value.toString()) : null;
    }

    /** Returns the check for binary floating point of 32 or 64 bits; null when all values have a place in it. */
    static @Nullable ValueCheck real(Type type, boolean single) {
        if (type instanceof Type.Real held) {
            return held.bits() == 64 && single ? NumberCheck::single : null;
        }
        return value -> {
            BigDecimal number = decimal(value);
            if (number == null) {
                return null;
            }
            double nearest = single ? number.floatValue() : number.doubleValue();
            String printed = single ? Float.toString((float) nearest) : Double.toString(nearest);
            boolean same = Double.isFinite(nearest) && new BigDecimal(printed).compareTo(number) == 0;
            return same ? null : "it has more digits than binary floating point keeps";
        };
    }

    private static @Nullable String single(Object value) {
        boolean same = !(value instanceof Double number)
                || number.isNaN()
                || Double.compare(number, (double) number.floatValue()) == 0;
        return same ? null : "it has more digits than real keeps";
    }
}
