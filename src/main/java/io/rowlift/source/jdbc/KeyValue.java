package io.rowlift.source.jdbc;

import io.rowlift.schema.RowKey;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Values of keys, made of their texts without the database. */
final class KeyValue {

    private KeyValue() {}

    /** Returns whether a type's texts are read here as every product reads them. */
    static boolean plain(Type type) {
        return type instanceof Type.Int
                || type instanceof Type.Numeric
                || type instanceof Type.Bool
                || type instanceof Type.Bytes;
    }

    /** Returns a key with values as rows have them; texts of other types stay as they are. */
    static RowKey of(List<String> columns, List<ColumnType> types, RowKey key) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = key.values().get(key.columns().indexOf(columns.get(i)));
            values.add(value instanceof String text ? of(types.get(i).type(), text) : value);
        }
        return new RowKey(columns, values);
    }

    private static Object of(Type type, String text) {
        if (type instanceof Type.Int) {
            BigInteger value = new BigInteger(text);
            return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
        }
        if (type instanceof Type.Numeric) {
            return new BigDecimal(text);
        }
        if (type instanceof Type.Bool) {
            return text.equals("t") || text.equals("true") || text.equals("1");
        }
        return type instanceof Type.Bytes ? HexFormat.of().parseHex(text.substring(2)) : text;
    }
}
