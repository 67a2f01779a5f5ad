package io.rowlift.target.mysql;

import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.RowBuffer;
import java.math.BigDecimal;
import java.util.List;

/** Values as literals of MySQL's SQL, with backslashes that escape. */
final class Literals {

    private static final byte[] ESCAPES = new byte[128];

    static {
        ESCAPES['\\'] = '\\';
        ESCAPES['\''] = '\'';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES[0] = '0';
        ESCAPES[26] = 'Z';
    }

    private Literals() {}

    /** Appends a value of a type. */
    static void add(Object value, Type type, RowBuffer out) {
        if (value instanceof Long number) {
            out.add(number.longValue());
        } else if (value instanceof BigDecimal number) {
            out.add(number.toPlainString());
        } else if (value instanceof Number number) {
            out.add(number.toString());
        } else if (value instanceof Boolean truth) {
            out.addByte(truth ? '1' : '0');
        } else if (value instanceof byte[] bytes) {
            out.add("x'");
            out.addHex(bytes);
            out.addByte('\'');
        } else {
            out.addByte('\'');
            out.add(text(value, type), ESCAPES);
            out.addByte('\'');
        }
    }

    private static String text(Object value, Type type) {
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        String text = value.toString();
        return type instanceof Type.Timestamp ? text.replace('T', ' ').replace("Z", "") : text;
    }
}
