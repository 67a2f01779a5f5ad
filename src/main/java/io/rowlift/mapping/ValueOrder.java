package io.rowlift.mapping;

import io.rowlift.mapping.Template.Variable;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The order of lists of values as SQL has it: numbers by value, times by time, text by its characters' codes. */
final class ValueOrder implements Comparator<List<?>> {

    private final List<Comparator<Object>> parts;

    private ValueOrder(List<Comparator<Object>> parts) {
        this.parts = List.copyOf(parts);
    }

    static ValueOrder of(List<Operand> operands, List<Variable> variables) {
        List<Comparator<Object>> parts = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Comparator<Object> order =
                    operands.get(i).type() instanceof Type.Time ? ValueOrder::times : ValueOrder::any;
            parts.add(as(variables.get(i), order));
        }
        return new ValueOrder(parts);
    }

    /** The order of places that somebody else has given to values. */
    static ValueOrder ofRanks(List<Variable> variables) {
        return new ValueOrder(variables.stream()
                .map(variable -> as(variable, ValueOrder::any))
                .toList());
    }

    private static Comparator<Object> as(Variable variable, Comparator<Object> order) {
        boolean descending = variable.formats().stream().anyMatch(format -> format.kind() == Format.Kind.DESC);
        return descending ? order.reversed() : order;
    }

    @Override
    public int compare(List<?> one, List<?> other) {
        for (int i = 0; i < parts.size(); i++) {
            int order = parts.get(i).compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Compares two key values of one type as DynamoDB sorts them. */
    static int keys(Value one, Value other) {
        if (one instanceof Value.Num a && other instanceof Value.Num b) {
            return new BigDecimal(a.text()).compareTo(new BigDecimal(b.text()));
        }
        if (one instanceof Value.Bin a && other instanceof Value.Bin b) {
            return Arrays.compareUnsigned(a.bytes(), b.bytes());
        }
        if (one instanceof Value.Str a && other instanceof Value.Str b) {
            return Utf8.compare(a.text(), b.text());
        }
        throw new IllegalArgumentException("keys of two types, or none");
    }

    private static int any(Object one, Object other) {
        if (one instanceof Number && other instanceof Number) {
            return decimal(one).compareTo(decimal(other));
        }
        if (one instanceof byte[] a && other instanceof byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }
        if (one instanceof Boolean a && other instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        return Utf8.compare(one.toString(), other.toString());
    }

    private static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger integer ? new BigDecimal(integer) : new BigDecimal(number.toString());
    }

    /** MySQL's times have a sign and up to three digits of hours. */
    private static int times(Object one, Object other) {
        String a = one.toString();
        String b = other.toString();
        boolean negative = a.startsWith("-");
        if (negative != b.startsWith("-")) {
            return negative ? -1 : 1;
        }
        int order = Integer.compare(a.indexOf(':'), b.indexOf(':'));
        order = order == 0 ? a.compareTo(b) : order;
        return negative ? -order : order;
    }
}
