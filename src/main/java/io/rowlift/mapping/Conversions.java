package io.rowlift.mapping;

import io.rowlift.mapping.Attribute.As;
import io.rowlift.mapping.ValueForm.Kind;
import io.rowlift.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a column becomes an attribute of the type that the mapping asks for. */
final class Conversions {

    private Conversions() {}

    /** Returns the conversion, or null when there is none from the type. */
    static @Nullable ValueForm of(Operand operand, As as) {
        Type type = operand.type();
        return switch (as) {
            case STRING -> string(type);
            case NUMBER -> number(type);
            case BOOLEAN -> bool(type);
            case BINARY -> binary(type);
            case JSON -> type instanceof Type.Json || text(type) ? ValueForms.of(new Type.Json()) : null;
            case STRING_SET -> set(type, Value.Str.class, As.STRING);
            case NUMBER_SET -> set(type, Value.Num.class, As.NUMBER);
            case EPOCH_SECONDS -> moment(type) ? value -> number(Moments.epochSeconds(value)) : null;
            case EPOCH_MILLIS -> moment(type) ? value -> number(Moments.epochMillis(value)) : null;
        };
    }

    static Kind kind(As as) {
        return switch (as) {
            case STRING -> Kind.S;
            case NUMBER, EPOCH_SECONDS, EPOCH_MILLIS -> Kind.N;
            case BOOLEAN -> Kind.BOOL;
            case BINARY -> Kind.B;
            case JSON -> Kind.JSON;
            case STRING_SET, NUMBER_SET -> Kind.SET;
        };
    }

    /** Returns what a conversion takes, for messages. */
    static String takes(As as) {
        return switch (as) {
            case STRING -> "it takes everything but bytes and arrays";
            case NUMBER -> "it takes numbers and text";
            case BOOLEAN -> "it takes booleans and integers";
            case BINARY -> "it takes bytes and text";
            case JSON -> "it takes JSON and text";
            case STRING_SET, NUMBER_SET -> "it takes arrays and JSON lists";
            case EPOCH_SECONDS, EPOCH_MILLIS -> "it takes dates and timestamps";
        };
    }

    /**
     * Returns a constant's value.
     *
     * @throws Rejection if the text has no such value, as a predicate
     */
    static Value constant(String text, As as) {
        return switch (as) {
            case STRING -> new Value.Str(text);
            case NUMBER -> new Value.Num(Numbers.canonical(text));
            case BOOLEAN -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw new Rejection("is neither true nor false");
                }
                yield new Value.Bool(text.equals("true"));
            }
            case BINARY, JSON, STRING_SET, NUMBER_SET, EPOCH_SECONDS, EPOCH_MILLIS ->
                throw new Rejection("is no string, number or boolean");
        };
    }

    private static boolean text(Type type) {
        return type instanceof Type.Text || type instanceof Type.Textual;
    }

    private static boolean moment(Type type) {
        return type instanceof Type.Date || type instanceof Type.Timestamp;
    }

    private static Value number(long value) {
        return new Value.Num(Long.toString(value));
    }

    private static @Nullable ValueForm string(Type type) {
        if (type instanceof Type.Json) {
            return value -> new Value.Str(value instanceof Value.Str parsed ? parsed.text() : unparsed(value));
        }
        if (type instanceof Type.Real) {
            ValueForm real = ValueForms.of(type);
            return value -> real.of(value) instanceof Value.Num number ? new Value.Str(number.text()) : null;
        }
        TextForm form = TextForms.of(type, false);
        if (form == null) {
            return null;
        }
        return value -> {
            StringBuilder text = new StringBuilder();
            form.append(value, text);
            return new Value.Str(text.toString());
        };
    }

    private static String unparsed(Object value) {
        if (value instanceof String text) {
            return text;
        }
        StringBuilder text = new StringBuilder();
        TextForms.appendJson(value, text);
        return text.toString();
    }

    private static @Nullable ValueForm number(Type type) {
        if (ValueForms.kind(type) == Kind.N) {
            return ValueForms.of(type);
        }
        return text(type) ? value -> new Value.Num(Numbers.canonical((String) value)) : null;
    }

    private static @Nullable ValueForm bool(Type type) {
        if (type instanceof Type.Bool) {
            return ValueForms.of(type);
        }
        return type instanceof Type.Int ? Conversions::zeroOrOne : null;
    }

    private static Value zeroOrOne(Object value) {
        if (value instanceof Long number && (number == 0 || number == 1)) {
            return new Value.Bool(number == 1);
        }
        throw new Rejection("is neither 0 nor 1");
    }

    private static @Nullable ValueForm binary(Type type) {
        if (text(type)) {
            return value -> {
                String text = (String) value;
                Utf8.length(text);
                return new Value.Bin(text.getBytes(StandardCharsets.UTF_8));
            };
        }
        return type instanceof Type.Bytes ? ValueForms.of(type) : null;
    }

    private static @Nullable ValueForm set(Type type, Class<? extends Value> wanted, As element) {
        if (type instanceof Type.Json) {
            return value -> jsonSet(ValueForms.of(type).of(value), wanted);
        }
        if (!(type instanceof Type.Array array)) {
            return null;
        }
        Operand inner = new Operand("", array.element(), "", Operand.Place.ELEMENT, -1);
        ValueForm form = of(inner, element);
        return form == null ? null : value -> set((List<?>) value, form);
    }

    private static @Nullable Value jsonSet(@Nullable Value json, Class<? extends Value> wanted) {
        if (!(json instanceof Value.ListOf list)) {
            throw new Rejection("is no JSON list");
        }
        return set(list.elements(), element -> {
            if (!wanted.isInstance(element)) {
                throw new Rejection("holds an element that is no " + (wanted == Value.Num.class ? "number" : "string"));
            }
            return (Value) element;
        });
    }

    private static @Nullable Value set(List<?> elements, ValueForm form) {
        Set<Value> values = new LinkedHashSet<>();
        for (Object element : elements) {
            if (element == null || element instanceof Value.Null) {
                throw new Rejection("holds NULL, which a set cannot");
            }
            if (element instanceof List<?>) {
                throw new Rejection("holds an array, which a set cannot");
            }
            Value value = form.of(element);
            if (value == null || !values.add(value)) {
                throw new Rejection("holds an element twice, which a set cannot");
            }
        }
        return values.isEmpty() ? null : new Value.SetOf(values);
    }
}
