package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values as the SDK writes and reads them. Exact in both directions. */
final class AttributeValues {

    private AttributeValues() {}

    static Map<String, AttributeValue> encode(Map<String, Value> attributes) {
        Map<String, AttributeValue> encoded = new LinkedHashMap<>(attributes.size() * 2);
        attributes.forEach((name, value) -> encoded.put(name, encode(value)));
        return encoded;
    }

    static AttributeValue encode(Value value) {
        if (value instanceof Value.Str text) {
            return AttributeValue.fromS(text.text());
        }
        if (value instanceof Value.Num number) {
            return AttributeValue.fromN(number.text());
        }
        if (value instanceof Value.Bool bool) {
            return AttributeValue.fromBool(bool.value());
        }
        if (value instanceof Value.Bin binary) {
            return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(binary.bytes()));
        }
        if (value instanceof Value.MapOf map) {
            return AttributeValue.fromM(encode(map.entries()));
        }
        if (value instanceof Value.ListOf list) {
            return AttributeValue.fromL(
                    list.elements().stream().map(AttributeValues::encode).toList());
        }
        if (value instanceof Value.SetOf set) {
            return encodeSet(set.elements());
        }
        return AttributeValue.fromNul(true); // Value.Null, the last of the closed set
    }

    private static AttributeValue encodeSet(Set<Value> elements) {
        List<String> texts = new ArrayList<>();
        List<SdkBytes> binaries = new ArrayList<>();
        boolean numbers = false;
        for (Value element : elements) {
            if (element instanceof Value.Str text) {
                texts.add(text.text());
            } else if (element instanceof Value.Num number) {
                texts.add(number.text());
                numbers = true;
            } else if (element instanceof Value.Bin binary) {
                binaries.add(SdkBytes.fromByteArrayUnsafe(binary.bytes()));
            } else {
                throw new IllegalArgumentException("a set holds text, numbers or binaries only");
            }
        }
        if (!binaries.isEmpty()) {
            return AttributeValue.fromBs(binaries);
        }
        return numbers ? AttributeValue.fromNs(texts) : AttributeValue.fromSs(texts);
    }

    static Map<String, Value> decode(Map<String, AttributeValue> attributes) {
        Map<String, Value> decoded = new LinkedHashMap<>(attributes.size() * 2);
        attributes.forEach((name, value) -> decoded.put(name, decode(value)));
        return decoded;
    }

    static Value decode(AttributeValue value) {
        return switch (value.type()) {
            case S -> new Value.Str(value.s());
            case N -> number(value.n());
            case B -> binary(value.b());
            case BOOL -> new Value.Bool(value.bool());
            case NUL -> new Value.Null();
            case L ->
                new Value.ListOf(value.l().stream().map(AttributeValues::decode).toList());
            case M -> new Value.MapOf(decode(value.m()));
            case SS -> set(value.ss(), Value.Str::new);
            case NS -> set(value.ns(), AttributeValues::number);
            case BS -> set(value.bs(), AttributeValues::binary);
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalStateException(
                        "DynamoDB answered with an attribute of a type that this version does not know");
        };
    }

    private static <T> Value set(List<T> elements, Function<T, Value> decode) {
        Set<Value> decoded = new LinkedHashSet<>();
        elements.forEach(element -> decoded.add(decode.apply(element)));
        return new Value.SetOf(decoded);
    }

    private static Value number(String text) {
        return new Value.Num(new BigDecimal(text).stripTrailingZeros().toPlainString());
    }

    private static Value binary(SdkBytes bytes) {
        return new Value.Bin(bytes.asByteArrayUnsafe());
    }
}
