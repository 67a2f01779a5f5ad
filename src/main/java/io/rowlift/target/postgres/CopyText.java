package io.rowlift.target.postgres;

import io.rowlift.schema.Type;
import io.rowlift.schema.Unreadable;
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
            text(text(value, type), out);
        }
    }

    /** Appends a text. */
    static void text(String value, RowBuffer out) {
        out.add(value, ESCAPES);
    }

    private static String text(Object value, Type type) {
        if (value instanceof Unreadable unreadable && unreadable.text() != null) {
            return unreadable.text();
        }
        if (value instanceof List<?> list && type instanceof Type.Array array) {
            StringBuilder text = new StringBuilder();
            array(list, array.element(), text);
            return text.toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        boolean dated = type instanceof Type.Date || type instanceof Type.Timestamp;
        return dated && value instanceof String moment ? Moments.postgres(moment) : value.toString();
    }

    private static void array(List<?> list, Type element, StringBuilder text) {
        // boxes are full of commas: the one type that has another separator
        boolean boxes =
                element instanceof Type.Textual textual && textual.name().equals("box");
        text.append('{');
        String separator = "";
        for (Object value : list) {
            text.append(separator);
            separator = boxes ? ";" : ",";
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
