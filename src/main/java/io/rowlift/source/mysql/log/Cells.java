package io.rowlift.source.mysql.log;

import io.rowlift.schema.RowKey;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Makes of values the texts from which the source makes the same values again. */
final class Cells {

    private final Charsets charsets;

    Cells(Charsets charsets) {
        this.charsets = charsets;
    }

    /**
     * Returns how the values of a column are read.
     *
     * @throws BrokenEventException for types that have no such text
     */
    Function<Bytes, String> reader(WireColumn column) {
        WireType type = column.type();
        return switch (type.code()) {
            case WireType.TINY -> row -> whole(row, 1, column);
            case WireType.SHORT -> row -> whole(row, 2, column);
            case WireType.INT24 -> row -> whole(row, 3, column);
            case WireType.LONG -> row -> whole(row, 4, column);
            case WireType.LONGLONG -> row -> whole(row, 8, column);
            case WireType.YEAR -> Cells::year;
            case WireType.BIT -> row -> new BigInteger(1, row.take((type.length() + 7) / 8)).toString();
            case WireType.FLOAT -> row -> Float.toString(Float.intBitsToFloat((int) row.little(4)));
            case WireType.DOUBLE -> row -> Double.toString(Double.longBitsToDouble(row.little(8)));
            case WireType.DECIMAL ->
                row -> Decimals.read(row, type.length(), type.fraction()).toString();
            case WireType.DATE -> Moments::date;
            case WireType.TIME -> row -> Moments.time(row, type);
            case WireType.DATETIME -> row -> Moments.datetime(row, type);
            case WireType.TIMESTAMP -> row -> Moments.timestamp(row, type);
            case WireType.TIMESTAMP_OLD -> Moments::oldTimestamp;
            case WireType.ENUM -> label(column);
            case WireType.SET -> labels(column);
            case WireType.VARCHAR, WireType.VAR_STRING, WireType.STRING, WireType.BLOB -> text(column);
            case WireType.GEOMETRY, WireType.VECTOR -> row -> hex(row.take(type.valueLength(row)), 0);
            default ->
                throw new BrokenEventException("column \"" + column.name() + "\" has a type, number " + type.code()
                        + ", whose values cannot be read from the log");
        };
    }

    private static String whole(Bytes row, int bytes, WireColumn column) {
        long value = row.little(bytes);
        int spare = Long.SIZE - 8 * bytes;
        return column.unsigned() ? Long.toUnsignedString(value) : Long.toString((value << spare) >> spare);
    }

    private static String year(Bytes row) {
        int value = row.u8();
        return Integer.toString(value == 0 ? 0 : 1900 + value);
    }

    private Function<Bytes, String> text(WireColumn column) {
        WireType type = column.type();
        if (charsets.binary(column.collation())) {
            // zeros at the end of a BINARY are not written
            int full = type.code() == WireType.STRING ? type.length() : 0;
            return row -> hex(row.take(type.valueLength(row)), full);
        }
        Charset charset = charsets.of(column);
        return row -> row.text(type.valueLength(row), charset);
    }

    private static String hex(byte[] bytes, int full) {
        return "0x" + HexFormat.of().formatHex(bytes) + "00".repeat(Math.max(0, full - bytes.length));
    }

    /** Number 0 is the error value, which reads as an empty text. */
    private Function<Bytes, String> label(WireColumn column) {
        List<String> labels = decoded(column);
        return row -> {
            int number = (int) row.little(column.type().length());
            return number == 0 ? "" : labels.get(number - 1);
        };
    }

    private Function<Bytes, String> labels(WireColumn column) {
        List<String> labels = decoded(column);
        return row -> {
            long bits = row.little(column.type().length());
            List<String> set = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                if (((bits >>> i) & 1) != 0) {
                    set.add(labels.get(i));
                }
            }
            return RowKey.text(set);
        };
    }

    private List<String> decoded(WireColumn column) {
        Charset charset = charsets.of(column);
        return column.labels().stream().map(label -> new String(label, charset)).toList();
    }
}
