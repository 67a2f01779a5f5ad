package io.rowlift.source.mysql;

import io.rowlift.schema.Type;
import io.rowlift.source.jdbc.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Every type of MySQL and MariaDB: what it is here, how it is selected and how it is read. */
final class MySqlTypes {

    private MySqlTypes() {}

    /**
     * A type as the catalog or a statement's metadata describes it.
     *
     * @param name data type in lower case, for example {@code int}
     * @param declared as the source prints it, for example {@code int unsigned}
     * @param length characters, bits or digits
     * @param scale digits after the point
     * @param fraction digits of a second
     */
    record Declared(String name, String declared, long length, int scale, int fraction) {

        boolean unsigned() {
            return declared.toLowerCase(Locale.ROOT).contains("unsigned");
        }
    }

    private static final String PLAIN = "$";

    /** The server writes dates and times itself: the driver refuses zero dates and knows no day of 25 hours. */
    private static final String WRITTEN = "CAST($ AS CHAR)";

    /** Bits, years: as a number. */
    private static final String NUMBER = "($ + 0)";

    /** The parameter of a column whose labels are numbers, by which such columns are known. */
    private static final String NUMBER_OF_LABELS = "(?)";

    /** A float is printed with six digits; as a double it is exact. A sum would take the sign from a negative zero. */
    private static final String DOUBLE = "($ * 1E0)";

    static ColumnType of(Declared declared) {
        boolean unsigned = declared.unsigned();
        return switch (declared.name()) {
            case "tinyint" -> whole(8, unsigned, PLAIN);
            case "smallint" -> whole(16, unsigned, PLAIN);
            case "mediumint" -> whole(24, unsigned, PLAIN);
            case "int", "integer" -> whole(32, unsigned, PLAIN);
            case "bigint" -> whole(64, unsigned, PLAIN);
            case "year" -> whole(16, true, NUMBER);
            case "bit" -> whole((int) declared.length(), true, NUMBER);
            case "decimal", "numeric" ->
                text(
                        new Type.Numeric((int) declared.length(), declared.scale()),
                        PLAIN,
                        BigDecimal::new,
                        BigDecimal::new);
            case "float" ->
                text(
                        new Type.Real(32),
                        DOUBLE,
                        value -> (float) Double.parseDouble(value),
                        // compared as the double that it is exactly, not as the double of its shortest text
                        key -> (double) Float.parseFloat(key));
            case "double", "real" -> text(new Type.Real(64), PLAIN, Double::valueOf, Double::valueOf);
            default -> other(declared);
        };
    }

    private static ColumnType other(Declared declared) {
        int length = (int) Math.min(declared.length(), Integer.MAX_VALUE);
        return switch (declared.name()) {
            case "char", "varchar" -> text(new Type.Text(length), PLAIN, value -> value, key -> key);
            case "tinytext", "text", "mediumtext", "longtext" ->
                text(new Type.Text(0), PLAIN, value -> value, key -> key);
            case "enum" -> enumeration(MySqlDialect.labels(declared.declared()));
            case "set" -> set(MySqlDialect.labels(declared.declared()));
            case "json" -> text(new Type.Json(), PLAIN, value -> value, key -> key);
            case "uuid" -> text(new Type.Uuid(), PLAIN, value -> value, key -> key);
            case "date" -> text(new Type.Date(), WRITTEN, value -> value, MySqlTypes::written);
            case "time" ->
                text(new Type.Time(declared.fraction(), false), WRITTEN, value -> value, MySqlTypes::written);
            case "datetime" -> moment(declared.fraction(), "");
            case "timestamp" -> moment(declared.fraction(), "Z");
            case "binary",
                    "varbinary",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
                    "vector",
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" ->
                new ColumnType(new Type.Bytes(), PLAIN, ResultSet::getBytes, "?", MySqlTypes::bytes);
            default -> text(new Type.Textual(declared.name()), PLAIN, value -> value, key -> key);
        };
    }

    private static ColumnType whole(int bits, boolean unsigned, String select) {
        if (bits == 64 && unsigned) {
            return text(new Type.Int(bits, true), select, MySqlTypes::unsigned64, BigDecimal::new);
        }
        ColumnType.Read read = (result, position) -> {
            long value = result.getLong(position);
            return value == 0 && result.wasNull() ? null : value;
        };
        return new ColumnType(new Type.Int(bits, unsigned), select, read, "?", BigDecimal::new);
    }

    private static Object unsigned64(String text) {
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static ColumnType text(
            Type type, String select, Function<String, Object> parse, Function<String, Object> key) {
        ColumnType.Read read = (result, position) -> {
            String value = result.getString(position);
            return value == null ? null : parse.apply(value);
        };
        return new ColumnType(type, select, read, "?", key);
    }

    /** A type that is read as text and compared with numbers. */
    private static ColumnType numbered(
            Type type, Function<String, Object> parse, Function<String, Object> number, List<String> twins) {
        ColumnType.Read read = text(type, PLAIN, parse, number).read();
        String twin = twins.isEmpty() ? null : String.join(" OR ", twins);
        return new ColumnType(type, PLAIN, read, NUMBER_OF_LABELS, number, twin);
    }

    /** Returns whether a type is read as text and compared with numbers. */
    static boolean numbered(ColumnType type) {
        return type.parameter().equals(NUMBER_OF_LABELS);
    }

    /** {@code 2024-02-29 12:34:56.789}; a zero date keeps its form, which is that of every other. */
    private static ColumnType moment(int fraction, String zone) {
        return text(
                new Type.Timestamp(fraction, !zone.isEmpty()),
                WRITTEN,
                value -> value.replace(' ', 'T') + zone,
                key -> written((key.endsWith("Z") ? key.substring(0, key.length() - 1) : key).replace('T', ' ')));
    }

    /**
     * Enums are sorted and compared with numbers by their position, with texts by their text: a key needs the first.
     * Position 0 is the error value, which reads like a declared empty label.
     */
    private static ColumnType enumeration(List<String> labels) {
        Function<String, Object> index =
                key -> key.isEmpty() && !labels.contains(key) ? 0L : position(labels, key) + 1L;
        List<String> twins = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.indexOf(labels.get(i)) < i) {
                twins.add("$ = " + (i + 1));
            }
        }
        if (labels.contains("")) {
            twins.add("$ = 0");
        }
        return numbered(new Type.Text(0), value -> value, index, twins);
    }

    /** A set is a number with a bit per label; no bit at all reads like the empty label alone. */
    private static ColumnType set(List<String> labels) {
        Function<String, Object> parse = value -> value.isEmpty() ? List.of() : List.of(value.split(",", -1));
        Function<String, Object> bits = key -> {
            long mask = 0;
            for (String label : elements(key)) {
                mask |= 1L << position(labels, label);
            }
            return new BigDecimal(Long.toUnsignedString(mask));
        };
        List<String> twins = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String bit = Long.toUnsignedString(1L << i);
            if (labels.indexOf(labels.get(i)) < i) {
                twins.add("($ & " + bit + ") <> 0");
            } else if (labels.get(i).isEmpty()) {
                twins.add("$ = " + bit);
            }
        }
        return numbered(new Type.Array(new Type.Text(0)), parse, bits, twins);
    }

    private static int position(List<String> labels, String label) {
        int position = labels.indexOf(label);
        if (position < 0) {
            throw new IllegalArgumentException("no such label");
        }
        return position;
    }

    /** Takes apart {@code {"a","b"}}; a label holds no comma. */
    private static List<String> elements(String key) {
        List<String> elements = new ArrayList<>();
        for (String element : key.replaceAll("^\\{|\\}$", "").split(",", -1)) {
            if (!element.isEmpty()) {
                String plain = element.replaceAll("^\"|\"$", "");
                elements.add(plain.replace("\\\"", "\"").replace("\\\\", "\\"));
            }
        }
        return elements;
    }

    /** MariaDB compares a date with any text and finds nothing: what is no date is refused here. */
    private static String written(String key) {
        if (!key.matches("-?\\d+[-:][-: .\\d]*")) {
            throw new IllegalArgumentException("no date or time");
        }
        return key;
    }

    private static byte[] bytes(String key) {
        return HexFormat.of().parseHex(key.startsWith("0x") || key.startsWith("0X") ? key.substring(2) : key);
    }
}
