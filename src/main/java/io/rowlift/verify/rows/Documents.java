package io.rowlift.verify.rows;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON by its structure: neither the order of keys nor blanks, escapes and the form of numbers matter. Keys that occur
 * twice do, in their order, because not every engine keeps all of them.
 */
final class Documents {

    static final int NULL = 'n';
    static final int TRUE = 't';
    static final int FALSE = 'f';
    static final int NUMBER = '#';
    static final int STRING = '"';
    static final int ARRAY = '[';
    static final int OBJECT = '{';
    static final int END = 0;

    private Documents() {}

    /** A document, or an array of a database as the JSON array that it becomes. */
    static byte[] of(Object value) {
        if (value instanceof String text) {
            byte[] document = new DocumentText(text).read();
            return document == null ? Texts.strange(text) : document;
        }
        Output out = new Output();
        element(value, out);
        return out.toBytes();
    }

    private static void element(@Nullable Object value, Output out) {
        if (value == null) {
            out.add(NULL);
        } else if (value instanceof List<?> elements) {
            out.add(ARRAY);
            for (Object element : elements) {
                element(element, out);
            }
            out.add(END);
        } else if (value instanceof Boolean truth) {
            out.add(truth ? TRUE : FALSE);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            number(number, out);
        } else {
            boolean bytes = value instanceof byte[];
            string(bytes ? "\\x" + HexFormat.of().formatHex((byte[]) value) : value.toString(), out);
        }
    }

    private static void number(Number number, Output out) {
        out.add(NUMBER);
        boolean binary = number instanceof Float || number instanceof Double;
        out.add(binary ? Numbers.decimal(new BigDecimal(number.toString())) : Numbers.of(number));
    }

    private static void string(String value, Output out) {
        out.add(STRING);
        out.add(Texts.of(value));
    }
}
