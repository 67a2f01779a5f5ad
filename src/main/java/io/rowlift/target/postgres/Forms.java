package io.rowlift.target.postgres;

import io.rowlift.schema.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/** The forms of values that the target's type takes otherwise than the source's would have it. */
final class Forms {

    private static final Set<String> REALS = Set.of("real", "double precision");
    private static final Set<String> DOCUMENTS = Set.of("json", "jsonb");

    private Forms() {}

    /** Returns the form of a column's values. */
    static Form of(Type type, PostgresType target) {
        if (type instanceof Type.Int && !target.array()) {
            return switch (target.base()) {
                case "boolean" -> (value, out) -> out.addByte(((Number) value).longValue() == 0 ? 'f' : 't');
                case "bit" -> bits(target.argument(0, 1));
                default -> plain(type);
            };
        }
        if (type instanceof Type.Bool && !target.base().equals("boolean")) {
            return target.characters()
                    ? (value, out) -> out.add(value.toString())
                    : (value, out) -> out.addByte((Boolean) value ? '1' : '0');
        }
        if (type instanceof Type.Bytes && target.base().equals("uuid")) {
            return (value, out) -> out.addHex((byte[]) value);
        }
        if (type instanceof Type.Timestamp moment
                && !moment.zoned()
                && target.zoned()
                && target.base().equals("timestamp")) {
            return (value, out) -> {
                // the session's zone has no say: what has no zone is taken as UTC
                CopyText.add(
                        value instanceof String text && !text.startsWith("inf") && !text.startsWith("-inf")
                                ? text + "Z"
                                : value,
                        type,
                        out);
            };
        }
        if (type instanceof Type.Array && !target.array() && DOCUMENTS.contains(target.base())) {
            return (value, out) -> CopyText.text(Documents.of((List<?>) value), out);
        }
        if (type instanceof Type.Array && target.characters()) {
            return (value, out) -> CopyText.text(joined((List<?>) value), out);
        }
        return plain(type);
    }

    private static Form plain(Type type) {
        return (value, out) -> CopyText.add(value, type, out);
    }

    private static Form bits(int length) {
        return (value, out) -> {
            BigInteger number =
                    value instanceof BigInteger large ? large : BigInteger.valueOf(((Number) value).longValue());
            for (int bit = length - 1; bit >= 0; bit--) {
                out.addByte(number.testBit(bit) ? '1' : '0');
            }
        };
    }

    /** As MySQL prints a set. */
    private static String joined(List<?> labels) {
        StringBuilder text = new StringBuilder();
        for (Object label : labels) {
            text.append(text.length() == 0 ? "" : ",").append(label);
        }
        return text.toString();
    }

    /** Returns whether values of a type have a form for a target's type, as far as that can be told without values. */
    static boolean convertible(Type type, PostgresType target) {
        boolean text = target.characters();
        String base = target.base();
        if (type instanceof Type.Array) {
            return target.array() || text || DOCUMENTS.contains(base);
        }
        if (target.array()) {
            return type instanceof Type.Text || type instanceof Type.Textual;
        }
        if (type instanceof Type.Bytes) {
            return base.equals("bytea") || base.equals("uuid");
        }
        if (base.equals("bytea")) {
            return false;
        }
        if (type instanceof Type.Text || type instanceof Type.Textual || text || !target.builtIn()) {
            return true;
        }
        return scalar(type, target);
    }

    private static boolean scalar(Type type, PostgresType target) {
        String base = target.base();
        boolean decimal = base.equals("numeric") || base.equals("money");
        if (type instanceof Type.Int) {
            return target.whole()
                    || decimal
                    || REALS.contains(base)
                    || Set.of("boolean", "bit", "oid").contains(base);
        }
        if (type instanceof Type.Numeric) {
            return target.whole() || decimal || REALS.contains(base);
        }
        if (type instanceof Type.Real) {
            return REALS.contains(base) || base.equals("numeric");
        }
        if (type instanceof Type.Bool) {
            return base.equals("boolean") || target.whole();
        }
        if (type instanceof Type.Uuid) {
            return base.equals("uuid");
        }
        if (type instanceof Type.Json) {
            return DOCUMENTS.contains(base);
        }
        if (type instanceof Type.Date) {
            return base.equals("date") || base.equals("timestamp");
        }
        return type instanceof Type.Time
                ? base.equals("time") || base.equals("interval")
                : type instanceof Type.Timestamp && base.equals("timestamp");
    }
}
