package io.rowlift.mapping;

import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The notation of types and values in golden files and in docs/rendering.md. */
final class SampleTypes {

    private static final Pattern NOTATION = Pattern.compile("([a-z]+)(?:\\(([0-9]+)(?:,(-?[0-9]+))?\\))?(\\[])?");

    private SampleTypes() {}

    /** Reads {@code numeric(10,2)}, {@code timestamptz(3)}, {@code text[]}. */
    static Type type(String notation) {
        Matcher m = NOTATION.matcher(notation);
        if (!m.matches()) {
            throw new IllegalArgumentException("no type: " + notation);
        }
        if (m.group(4) != null) {
            return new Type.Array(type(notation.substring(0, notation.length() - 2)));
        }
        int first = m.group(2) == null ? -1 : Integer.parseInt(m.group(2));
        int second = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
        int fraction = first < 0 ? 6 : first;
        return switch (m.group(1)) {
            case "tinyint" -> new Type.Int(8, false);
            case "int" -> new Type.Int(32, false);
            case "bigint" -> new Type.Int(64, false);
            case "ubigint" -> new Type.Int(64, true);
            case "numeric" -> first < 0 ? Type.Numeric.UNCONSTRAINED : new Type.Numeric(first, second);
            case "float" -> new Type.Real(32);
            case "double" -> new Type.Real(64);
            case "boolean" -> new Type.Bool();
            case "text", "char", "enum" -> new Type.Text(Math.max(0, first));
            case "uuid" -> new Type.Uuid();
            case "date" -> new Type.Date();
            case "time" -> new Type.Time(fraction, false);
            case "timetz" -> new Type.Time(fraction, true);
            case "timestamp" -> new Type.Timestamp(fraction, false);
            case "timestamptz" -> new Type.Timestamp(fraction, true);
            case "bytes" -> new Type.Bytes();
            case "json" -> new Type.Json();
            case "interval" -> new Type.Textual("interval");
            default -> throw new IllegalArgumentException("no type: " + notation);
        };
    }

    /** Reads a value as a source would hand it over; JSON strings hold what has no JSON form. */
    static @Nullable Object value(Value json, Type type) {
        if (json instanceof Value.Null) {
            return null;
        }
        if (json instanceof Value.ListOf list) {
            Type element = type instanceof Type.Array array ? array.element() : type;
            List<@Nullable Object> values = new ArrayList<>();
            list.elements().forEach(e -> values.add(value(e, element)));
            return values;
        }
        if (json instanceof Value.Bool bool) {
            return bool.value();
        }
        return value(json instanceof Value.Num number ? number.text() : ((Value.Str) json).text(), type);
    }

    /** Reads a value from its text. */
    static Object value(String text, Type type) {
        boolean numeric = type instanceof Type.Numeric || type instanceof Type.Date || type instanceof Type.Timestamp;
        for (NotFinite notFinite : NotFinite.values()) {
            if (numeric && notFinite.toString().equals(text)) {
                return notFinite;
            }
        }
        if (type instanceof Type.Int) {
            BigInteger number = new BigInteger(text);
            return number.bitLength() < 64 ? (Object) number.longValue() : number;
        }
        if (type instanceof Type.Numeric) {
            return new BigDecimal(text);
        }
        if (type instanceof Type.Real real) {
            return real.bits() == 32 ? (Object) Float.valueOf(text) : (Object) Double.valueOf(text);
        }
        if (type instanceof Type.Bool) {
            return Boolean.valueOf(text);
        }
        return type instanceof Type.Bytes ? HexFormat.of().parseHex(text) : text;
    }
}
