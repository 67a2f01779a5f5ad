package io.rowlift.target.mysql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a type of MySQL's can hold a value, which is never NULL. */
interface ValueCheck {

    /** Returns why not, free of values; null when it can. */
    @Nullable
    String obstacle(Object value);

    /** Returns the check for a type. */
    static ValueCheck of(MySqlType type) {
        if (type.whole() || type.name().equals("decimal")) {
            return number(type);
        }
        return switch (type.name()) {
            case "float", "double" -> ValueCheck::real;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> text(type);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> bytes(type);
            case "enum", "set" -> labels(type);
            case "json" -> JsonCheck::obstacle;
            case "bit" -> bits(type.argument(0, 1));
            case "year" -> value -> year(value);
            case "date", "datetime", "timestamp", "time" -> new MomentCheck(type);
            default -> value -> null;
        };
    }

    private static ValueCheck number(MySqlType type) {
        boolean decimal = type.name().equals("decimal");
        int scale = decimal ? type.argument(1, 0) : 0;
        BigDecimal end = decimal
                ? BigDecimal.TEN.pow(type.argument(0, 10) - scale)
                : new BigDecimal(BigInteger.TWO.pow((int) type.bytes() * 8 - (type.unsigned() ? 0 : 1)));
        BigDecimal least = type.unsigned() ? BigDecimal.ZERO : decimal ? null : end.negate();
        boolean any = !decimal && !type.unsigned() && type.bytes() == Long.BYTES;
        return value -> {
            if (value instanceof Boolean || (any && value instanceof Long)) {
                return null;
            }
            BigDecimal number = decimalOf(value);
            if (number == null) {
                return "it is no number";
            }
            if (number.scale() > scale && number.stripTrailingZeros().scale() > scale) {
                return "it has more than " + scale + " digits after the point, which " + type + " does not hold";
            }
            boolean low = least == null ? number.negate().compareTo(end) >= 0 : number.compareTo(least) < 0;
            return low || number.compareTo(end) >= 0 ? "it is outside the range of " + type : null;
        };
    }

    private static @Nullable BigDecimal decimalOf(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String real(Object value) {
        boolean finite = !(value instanceof Number number) || Double.isFinite(number.doubleValue());
        return finite ? null : "MySQL has no NaN and no infinity";
    }

    private static ValueCheck text(MySqlType type) {
        long most = type.characters() ? type.argument(0, 1) : longest(type.name());
        ValueCheck charset = charset(type);
        boolean padded = type.name().equals("char");
        return value -> {
            if (!(value instanceof String text)) {
                return null;
            }
            long length = type.characters() ? characters(text, most) : bytes(text, most);
            if (length > most) {
                return "it has %,d %s, %s holds %,d"
                        .formatted(length, type.characters() ? "characters" : "bytes", type.name(), most);
            }
            if (padded && text.endsWith(" ")) {
                return "it ends with a space, which " + type.name() + " does not keep";
            }
            return charset.obstacle(text);
        };
    }

    private static long longest(String name) {
        return switch (name) {
            case "tinytext", "tinyblob" -> 255;
            case "text", "blob" -> 65_535;
            case "mediumtext", "mediumblob" -> 16_777_215;
            default -> 4_294_967_295L;
        };
    }

    private static long characters(String text, long most) {
        return text.length() <= most ? text.length() : text.codePointCount(0, text.length());
    }

    private static long bytes(String text, long most) {
        if (text.length() * 3L <= most) {
            return text.length();
        }
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // both halves of a pair: four bytes
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static ValueCheck charset(MySqlType type) {
        String set = type.charset() == null ? "utf8mb4" : type.charset();
        if (set.equals("utf8mb3") || set.equals("utf8") || set.equals("ucs2")) {
            return value -> value.toString().chars().anyMatch(c -> Character.isSurrogate((char) c))
                    ? "it has a character that " + set + " does not hold"
                    : null;
        }
        if (!set.equals("ascii") && !set.equals("latin1")) {
            return value -> null;
        }
        // MySQL's latin1 is that of Windows
        Charset charset = Charset.forName(set.equals("ascii") ? "US-ASCII" : "windows-1252");
        ThreadLocal<CharsetEncoder> encoder = ThreadLocal.withInitial(charset::newEncoder);
        return value ->
                encoder.get().canEncode(value.toString()) ? null : "it has a character that " + set + " does not hold";
    }

    private static ValueCheck bytes(MySqlType type) {
        boolean sized = type.name().endsWith("binary");
        long most = sized ? type.argument(0, 1) : longest(type.name());
        boolean exact = type.name().equals("binary");
        return value -> {
            if (!(value instanceof byte[] bytes)) {
                return null;
            }
            if (bytes.length > most) {
                return "it has %,d bytes, %s holds %,d".formatted(bytes.length, type.name(), most);
            }
            return exact && bytes.length < most
                    ? "it has %,d bytes, which %s would fill up to %,d".formatted(bytes.length, type.name(), most)
                    : null;
        };
    }

    private static ValueCheck labels(MySqlType type) {
        Set<String> labels = Set.copyOf(type.arguments());
        return value -> {
            boolean known =
                    value instanceof List<?> list ? labels.containsAll(list) : labels.contains(value.toString());
            return known ? null : "it is none of the labels of " + type.name();
        };
    }

    private static ValueCheck bits(int length) {
        return value -> {
            boolean fits = value instanceof String text
                    ? text.length() == length && text.matches("[01]*")
                    : value instanceof Number && decimalBits(value) <= length;
            return fits || value instanceof Boolean ? null : "bit(" + length + ") holds " + length + " bits";
        };
    }

    private static int decimalBits(Object value) {
        BigDecimal number = decimalOf(value);
        return number == null || number.signum() < 0
                ? Integer.MAX_VALUE
                : number.toBigInteger().bitLength();
    }

    private static @Nullable String year(Object value) {
        BigDecimal year = decimalOf(value);
        boolean known = year != null
                && (year.signum() == 0
                        || (year.compareTo(BigDecimal.valueOf(1901)) >= 0
                                && year.compareTo(BigDecimal.valueOf(2155)) <= 0));
        return known ? null : "year holds 0 and 1901 to 2155";
    }
}
