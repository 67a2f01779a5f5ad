package io.rowlift.realdata;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sizes as AWS's developer guide describes them, worked out once more and without a line of the code that predicts. */
final class PlainSize {

    private static final int KILOBYTE = 1024;

    private PlainSize() {}

    static long of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute -> bytes(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    /** Returns what writing an item or an index entry once costs. */
    static long writeUnits(Map<String, AttributeValue> item) {
        return Math.max(1, (of(item) + KILOBYTE - 1) / KILOBYTE);
    }

    private static long of(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> number(new BigDecimal(value.n()));
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToLong(PlainSize::bytes).sum();
            case NS ->
                value.ns().stream().mapToLong(n -> number(new BigDecimal(n))).sum();
            case BS ->
                value.bs().stream().mapToLong(b -> b.asByteArrayUnsafe().length).sum();
            case L -> 3 + elements(value.l());
            case M ->
                3
                        + elements(value.m().values())
                        + value.m().keySet().stream()
                                .mapToLong(PlainSize::bytes)
                                .sum();
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute of an unknown type");
        };
    }

    private static long elements(Collection<AttributeValue> values) {
        return values.stream().mapToLong(value -> 1 + of(value)).sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Two digits to a byte, in pairs on either side of the point, and one byte for the exponent. */
    private static long number(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        BigDecimal paired =
                stripped.setScale(stripped.scale() + Math.floorMod(stripped.scale(), 2), RoundingMode.UNNECESSARY);
        int pairs = (paired.precision() + 1) / 2;
        return Math.min(21, pairs + 1 + (number.signum() < 0 ? 1 : 0));
    }
}
