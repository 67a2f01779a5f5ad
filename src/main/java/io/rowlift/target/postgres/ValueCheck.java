package io.rowlift.target.postgres;

import io.rowlift.schema.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a type of PostgreSQL's can hold a value, which is never NULL. */
interface ValueCheck {

    /** COPY takes a line of up to 1 GiB, in which a byte is two digits. */
    int MOST_BYTES = 500_000_000;

    String NUL = "it has a NUL byte, which PostgreSQL's texts do not hold";

    /** Returns why not, free of values; null when it can. */
    @Nullable
    String obstacle(Object value);

    /**
     * Returns the check for values of a type.
     *
     * @param type what the source holds
     * @param target the column's type
     * @param labels texts that are the only ones; empty when there are others
     * @return null when every value can be held
     */
    static @Nullable ValueCheck of(Type type, PostgresType target, List<String> labels) {
        if (target.array() || type instanceof Type.Array) {
            return ValueCheck::elements;
        }
        if (type instanceof Type.Bytes) {
            return bytes(target);
        }
        return switch (target.base()) {
            case "smallint" -> NumberCheck.whole(type, 16, target);
            case "integer" -> NumberCheck.whole(type, 32, target);
            case "bigint" -> NumberCheck.whole(type, 64, target);
            case "numeric" -> NumberCheck.numeric(type, target);
            case "real" -> NumberCheck.real(type, true);
            case "double precision" -> NumberCheck.real(type, false);
            case "boolean" -> type instanceof Type.Int ? ValueCheck::truth : null;
            case "bit" -> type instanceof Type.Int ? bits(target.argument(0, 1)) : null;
            case "date", "timestamp" -> type instanceof Type.Textual ? null : rounded(type, target, ValueCheck::moment);
            case "time" -> type instanceof Type.Time ? rounded(type, target, ValueCheck::timeOfDay) : null;
            case "interval" -> type instanceof Type.Time ? rounded(type, target, value -> null) : null;
            case "jsonb" -> value -> value instanceof String document ? Documents.obstacle(document) : null;
            default -> texts(target, labels);
        };
    }

    private static @Nullable String elements(Object value) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                String obstacle = element == null ? null : elements(element);
                if (obstacle != null) {
                    return obstacle;
                }
            }
            return null;
        }
        return value instanceof String text && text.indexOf('\0') >= 0 ? NUL : null;
    }

    private static ValueCheck bytes(PostgresType target) {
        boolean uuid = target.base().equals("uuid");
        return value -> {
            if (!(value instanceof byte[] bytes)) {
                return null;
            }
            if (uuid && bytes.length != 16) {
                return "it has " + bytes.length + " bytes, uuid has 16";
            }
            return bytes.length > MOST_BYTES
                    ? "it has %,d bytes, of which COPY takes at most %,d".formatted(bytes.length, MOST_BYTES)
                    : null;
        };
    }

    private static @Nullable String truth(Object value) {
        long number = value instanceof Long whole ? whole : -1;
        return number == 0 || number == 1 ? null : "it is neither 0 nor 1, which boolean holds only";
    }

    private static ValueCheck bits(int length) {
        return value -> {
            BigInteger number =
                    value instanceof BigInteger large ? large : BigInteger.valueOf(((Number) value).longValue());
            return number.signum() < 0 || number.bitLength() > length
                    ? "it has more bits than bit(" + length + ") holds"
                    : null;
        };
    }

    /** PostgreSQL rounds seconds in silence. */
    private static ValueCheck rounded(Type type, PostgresType target, ValueCheck rest) {
        int most = target.argument(0, 6);
        boolean fits = fraction(type) <= most;
        return value -> !fits && value instanceof String text && Moments.finer(text, most)
                ? "it has more than " + most + " digits of a second, which " + target + " does not hold"
                : rest.obstacle(value);
    }

    private static int fraction(Type type) {
        if (type instanceof Type.Timestamp moment) {
            return moment.fraction();
        }
        return type instanceof Type.Time time ? time.fraction() : 0;
    }

    private static @Nullable String moment(Object value) {
        return value instanceof String iso ? Moments.obstacle(iso) : null;
    }

    private static @Nullable String timeOfDay(Object value) {
        return value instanceof String time ? Moments.outsideTheDay(time) : null;
    }

    private static ValueCheck texts(PostgresType target, List<String> labels) {
        int most = target.base().startsWith("character")
                ? target.argument(
                        0, target.base().equals("character") && target.text().indexOf('(') < 0 ? 1 : 0)
                : 0;
        Set<String> known = Set.copyOf(labels);
        return value -> {
            if (!(value instanceof String text)) {
                return null;
            }
            if (text.indexOf('\0') >= 0) {
                return NUL;
            }
            if (most > 0 && text.length() > most && text.codePointCount(0, text.length()) > most) {
                return "it has %,d characters, %s holds %,d"
                        .formatted(text.codePointCount(0, text.length()), target, most);
            }
            return known.isEmpty() || known.contains(text)
                    ? null
                    : "it is no label of the enum that the source declares";
        };
    }
}
