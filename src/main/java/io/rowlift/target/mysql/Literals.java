package io.rowlift.target.mysql;

import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.RowBuffer;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private final Type type;
    private final boolean bits;
    private final boolean list;

    private Literals(Type type, @Nullable MySqlType target) {
        this.type = type;
        this.bits = target != null && target.name().equals("bit");
        this.list = target != null && target.name().equals("set");
    }

    /**
     * Returns what writes the values of a column.
     *
     * @param target the target's type; null when it is not known, for which texts are right
     */
    static Literals of(Type type, @Nullable MySqlType target) {
        return new Literals(type, target);
    }

    /** Appends a value, which is not NULL and which the target's column can hold. */
    void add(Object value, RowBuffer out) {
        if (value instanceof Long number) {
            out.add(number.longValue());
        } else if (value instanceof BigDecimal number) {
            out.add(number.toPlainString());
        } else if (value instanceof Float number) {
            // the shortest text of the greatest float is above it as a double, and refused
            out.add(real(number.doubleValue()));
        } else if (value instanceof Double number) {
            out.add(real(number));
        } else if (value instanceof Number number) {
            out.add(number.toString());
        } else if (value instanceof Boolean truth) {
            out.addByte(truth ? '1' : '0');
        } else if (value instanceof byte[] bytes) {
            out.add("x'");
            out.addHex(bytes);
            out.addByte('\'');
        } else {
            if (bits) {
                out.addByte('b');
            }
            out.addByte('\'');
            out.add(text(value), ESCAPES);
            out.addByte('\'');
        }
    }

    /** A negative zero keeps its sign only in a literal that is no decimal. */
    private static String real(double number) {
        boolean negativeZero = number == 0 && Double.compare(number, 0) < 0;
        return negativeZero ? "-0E0" : Double.toString(number);
    }

    private String text(Object value) {
        if (value instanceof List<?> elements) {
            return list
                    ? String.join(",", elements.stream().map(String::valueOf).toList())
                    : json(elements);
        }
        String text = value.toString();
        return type instanceof Type.Timestamp ? text.replace('T', ' ').replace("Z", "") : text;
    }

    private static String json(List<?> elements) {
        StringBuilder text = new StringBuilder();
        add(elements, text);
        return text.toString();
    }

    private static void add(@Nullable Object value, StringBuilder text) {
        if (value instanceof List<?> elements) {
            text.append('[');
            for (int i = 0; i < elements.size(); i++) {
                text.append(i == 0 ? "" : ", ");
                add(elements.get(i), text);
            }
            text.append(']');
        } else if (value instanceof BigDecimal number) {
            text.append(number.toPlainString());
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quoted(value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : value.toString(), text);
        }
    }

    private static void quoted(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
