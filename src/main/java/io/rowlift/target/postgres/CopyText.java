package io.rowlift.target.postgres;

import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.RowBuffer;
import java.math.BigDecimal;
import java.util.List;

/** Values in the text format of COPY. */
final class CopyText {

    private static final byte[] ESCAPES = new byte[128];

    static {
        ESCAPES['\\'] = '\\';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES['\t'] = 't';
    }

    private CopyText() {}

    /** Appends NULL. */
    static void nothing(RowBuffer out) {
        out.addByte('\\');
        out.addByte('N');
    }

    /** Appends a value of a type. */
    static void add(Object value, Type type, RowBuffer out) {
        if (value instanceof Long number) {
            out.add(number.longValue());
        } else if (value instanceof byte[] bytes) {
            out.addByte('\\');
            out.addByte('\\');
            out.addByte('x');
            out.addHex(bytes);
        } else if (value instanceof Boolean truth) {
            out.addByte(truth ? 't' : 'f');
        } else {
            out.add(text(value, type), ESCAPES);
        }
    }

    private static String text(Object value, Type type) {
        if (value instanceof List<?> list && type instanceof Type.Array array) {
            StringBuilder text = new StringBuilder();
            array(list, array.element(), text);
            return text.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        boolean dated = type instanceof Type.Date || type instanceof Type.Timestamp;
        return dated && value instanceof String moment ? moment(moment) : value.toString();
    }

    /** PostgreSQL counts years before Christ from 1, and takes no sign. */
    private static String moment(String iso) {
        if (iso.startsWith("+")) {
            return iso.substring(1);
        }
        int end = iso.startsWith("-") && !iso.startsWith("-i") ? iso.indexOf('-', 1) : -1;
        if (end < 0) {
            return iso;
        }
        int year = 1 - Integer.parseInt(iso.substring(0, end));
        return "%04d".formatted(year) + iso.substring(end) + " BC";
    }

    private static void array(List<?> list, Type element, StringBuilder text) {
        text.append('{');
        String separator = "";
        for (Object value : list) {
            text.append(separator);
            separator = ",";
            if (value == null) {
                text.append("NULL");
            } else if (value instanceof List<?> nested) {
                array(nested, element, text);
            } else {
                quoted(value instanceof byte[] bytes ? hex(bytes) : text(value, element), text);
            }
        }
        text.append('}');
    }

    private static String hex(byte[] bytes) {
        return "\\x" + java.util.HexFormat.of().formatHex(bytes);
    }

    private static void quoted(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }
}
