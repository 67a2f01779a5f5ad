package io.rowlift.mapping;

import io.rowlift.mapping.ValueForm.Kind;
import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each type becomes an attribute where the mapping does not ask for another one. */
final class ValueForms {

    private static final Value.Bool TRUE = new Value.Bool(true);
    private static final Value.Bool FALSE = new Value.Bool(false);

    private ValueForms() {}

    static ValueForm of(Type type) {
        if (type instanceof Type.Int) {
            return value -> value instanceof List<?> list ? list(list, ValueForms::whole) : whole(value);
        }
        if (type instanceof Type.Array array) {
            ValueForm element = of(array.element());
            return value -> list((List<?>) value, element);
        }
        ValueForm scalar = scalar(type);
        return value -> value instanceof List<?> list ? list(list, scalar) : scalar.of(value);
    }

    static Kind kind(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Numeric || type instanceof Type.Real) {
            return Kind.N;
        }
        if (type instanceof Type.Bool) {
            return Kind.BOOL;
        }
        if (type instanceof Type.Bytes) {
            return Kind.B;
        }
        if (type instanceof Type.Json) {
            return Kind.JSON;
        }
        return type instanceof Type.Array ? Kind.LIST : Kind.S;
    }

    private static ValueForm scalar(Type type) {
        if (type instanceof Type.Numeric) {
            return ValueForms::decimal;
        }
        if (type instanceof Type.Real) {
            return ValueForms::real;
        }
        if (type instanceof Type.Bool) {
            return value -> (Boolean) value ? TRUE : FALSE;
        }
        if (type instanceof Type.Bytes) {
            return value -> new Value.Bin((byte[]) value);
        }
        if (type instanceof Type.Json) {
            // an element of a JSON list has been parsed with its list
            return value -> value instanceof Value parsed ? parsed : JsonValues.parse((String) value);
        }
        return value -> new Value.Str(value.toString());
    }

    /** Arrays of more dimensions nest lists where their type promises elements. */
    private static Value list(List<?> elements, ValueForm form) {
        List<Value> values = new ArrayList<>(elements.size());
        for (Object element : elements) {
            values.add(element == null ? new Value.Null() : element(element, form));
        }
        return new Value.ListOf(values);
    }

    private static Value element(Object element, ValueForm form) {
        if (element instanceof List<?> nested) {
            return list(nested, form);
        }
        @Nullable Value value = form.of(element);
        return value == null ? new Value.Null() : value;
    }

    private static Value whole(Object value) {
        return new Value.Num(
                value instanceof Long || value instanceof BigInteger ? value.toString() : decimalText(value));
    }

    private static Value decimal(Object value) {
        return new Value.Num(decimalText(value));
    }

    private static String decimalText(Object value) {
        if (value instanceof NotFinite) {
            throw new Rejection("is " + value + ", which DynamoDB cannot hold");
        }
        return Numbers.canonical((BigDecimal) value);
    }

    private static Value real(Object value) {
        return new Value.Num(
                value instanceof Float number ? Numbers.canonical((float) number) : Numbers.canonical((double) value));
    }
}
