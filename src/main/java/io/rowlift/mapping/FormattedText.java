package io.rowlift.mapping;

import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** How values stand in a template with a format. */
final class FormattedText {

    private FormattedText() {}

    /** Returns what a format takes, for messages: {@code takes integers}. */
    static String takes(Format.Kind kind) {
        return switch (kind) {
            case PAD, DESC -> "takes integers";
            case ISO -> "takes times and timestamps";
            case EPOCH, EPOCH_MILLIS -> "takes dates and timestamps";
            case LOWER, UPPER -> "takes text";
            case HEX, BASE64 -> "takes bytes";
            case SHARD, ESCAPE, RAW -> "takes what a template can hold";
        };
    }

    /**
     * Returns the form of an operand with its formats, or null for a format that does not take the type.
     *
     * @param key whether the template makes a key
     * @param delimiters the code points that end a variable of the template, for {@code escape}
     */
    static @Nullable TextForm of(Operand operand, List<Format> formats, boolean key, Set<Integer> delimiters) {
        TextForm form = operand.jsonElement() ? TextForms::appendJson : TextForms.of(operand.type(), key);
        for (Format format : formats) {
            form = format(format, operand, form, key, delimiters);
            if (form == null) {
                return null;
            }
        }
        return form;
    }

    private static @Nullable TextForm format(
            Format format, Operand operand, @Nullable TextForm plain, boolean key, Set<Integer> delimiters) {
        Type type = operand.type();
        int n = format.argument();
        return switch (format.kind()) {
            case PAD -> integer(type) ? (value, out) -> appendPadded(value, format, out) : null;
            case DESC -> integer(type) ? (value, out) -> appendDescending(value, format, out) : null;
            case ISO -> iso(type, n, key);
            case EPOCH -> moment(type) ? (value, out) -> out.append(Moments.epochSeconds(value)) : null;
            case EPOCH_MILLIS -> moment(type) ? (value, out) -> out.append(Moments.epochMillis(value)) : null;
            case LOWER -> text(operand) ? changed(plain, text -> text.toLowerCase(Locale.ROOT)) : null;
            case UPPER -> text(operand) ? changed(plain, text -> text.toUpperCase(Locale.ROOT)) : null;
            case HEX -> bytes(type, bytes -> HexFormat.of().formatHex(bytes));
            case BASE64 -> bytes(type, bytes -> Base64.getEncoder().encodeToString(bytes));
            case SHARD -> changed(plain, text -> Long.toString(crc32(text) % n));
            case ESCAPE -> changed(plain, text -> escaped(text, delimiters));
            case RAW -> plain;
        };
    }

    private static boolean integer(Type type) {
        return type instanceof Type.Int
                || (type instanceof Type.Numeric numeric && (numeric.unconstrained() || numeric.scale() <= 0));
    }

    private static boolean moment(Type type) {
        return type instanceof Type.Date || type instanceof Type.Timestamp;
    }

    private static boolean text(Operand operand) {
        return operand.jsonElement() || operand.type() instanceof Type.Text || operand.type() instanceof Type.Textual;
    }

    private interface Change {
        String apply(String text);
    }

    private static @Nullable TextForm changed(@Nullable TextForm plain, Change change) {
        if (plain == null) {
            return null;
        }
        return (value, out) -> {
            int start = out.length();
            plain.append(value, out);
            String changed = change.apply(out.substring(start));
            out.setLength(start);
            out.append(changed);
        };
    }

    private interface Encoding {
        String encode(byte[] bytes);
    }

    private static @Nullable TextForm bytes(Type type, Encoding encoding) {
        return type instanceof Type.Bytes ? (value, out) -> out.append(encoding.encode((byte[]) value)) : null;
    }

    private static @Nullable TextForm iso(Type type, int digits, boolean key) {
        if (type instanceof Type.Time) {
            return (value, out) -> Moments.appendWithFraction((String) value, digits, out);
        }
        if (!(type instanceof Type.Timestamp)) {
            return null;
        }
        int width = TextForms.width(type);
        return (value, out) -> {
            String text = key ? Moments.sortable(value, width) : Moments.finite(value);
            Moments.appendWithFraction(text, digits, out);
        };
    }

    private static long crc32(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static void appendPadded(Object value, Format format, StringBuilder out) {
        String digits = digits(value, format);
        out.append("0".repeat(format.argument() - digits.length())).append(digits);
    }

    /** 10^n - 1 less the value: each digit's complement to nine. */
    private static void appendDescending(Object value, Format format, StringBuilder out) {
        String digits = digits(value, format);
        out.append("9".repeat(format.argument() - digits.length()));
        for (int i = 0; i < digits.length(); i++) {
            out.append((char) ('9' - digits.charAt(i) + '0'));
        }
    }

    private static String digits(Object value, Format format) {
        String digits = value instanceof BigDecimal || value instanceof NotFinite ? whole(value) : value.toString();
        if (digits.charAt(0) == '-') {
            throw new Rejection("is negative, which " + format + " does not take");
        }
        if (digits.length() > format.argument()) {
            throw new Rejection("has more digits than " + format + " takes");
        }
        return digits;
    }

    private static String whole(Object value) {
        if (value instanceof NotFinite) {
            throw new Rejection("is " + value);
        }
        try {
            return ((BigDecimal) value).setScale(0).toPlainString();
        } catch (ArithmeticException e) {
            throw new Rejection("has a fraction, which pad and desc do not take");
        }
    }

    private static String escaped(String text, Set<Integer> delimiters) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '%' || delimiters.contains(c)) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
