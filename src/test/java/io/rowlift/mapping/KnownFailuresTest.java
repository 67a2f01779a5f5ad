package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What other migration tools have got wrong, as far as it is decided where rows become items. */
class KnownFailuresTest {

    @Test
    void compositeKeysOfSwappedValuesAreTwoItems() {
        Design design = design("id int, a text, b text", "items: [{ key: { PK: \"{a}\", SK: \"{b}\" } }]");
        assertThat(map(design, 1L, "x", "y").items().get(0).key())
                .isNotEqualTo(map(design, 1L, "y", "x").items().get(0).key());
    }

    @Test
    void bigAndSmallNumbersAreExact() {
        Design design = design(
                "id int, big bigint, dec numeric(38,10), half numeric, tiny numeric",
                "items: [{ key: { PK: \"{id}\", SK: \"-\" }, attributes: [big, dec, half, tiny] }]");
        Mapped mapped = map(
                design,
                1L,
                9007199254740993L,
                new java.math.BigDecimal("1234567890123456789012345678.9012345678"),
                new java.math.BigDecimal("-0.5"),
                new java.math.BigDecimal("1E-20"));
        assertThat(DynamoJson.write(mapped.items().get(0).attributes()))
                .isEqualTo("{\"PK\":{\"S\":\"1\"},\"SK\":{\"S\":\"-\"},\"big\":{\"N\":\"9007199254740993\"},"
                        + "\"dec\":{\"N\":\"1234567890123456789012345678.9012345678\"},\"half\":{\"N\":\"-0.5\"},"
                        + "\"tiny\":{\"N\":\"0.00000000000000000001\"}}");
    }

    @Test
    void numbersBeyond38DigitsAndNaNAreRejectedAndNotRounded() {
        Design design = design("id int, n numeric", "items: [{ key: { PK: \"{id}\", SK: \"-\" }, attributes: [n] }]");
        assertThat(map(design, 1L, new java.math.BigDecimal("0.123456789012345678901234567890123456789"))
                        .rejection())
                .isEqualTo("attribute \"n\" has 39 significant digits, DynamoDB allows 38");
        assertThat(map(design, 1L, io.rowlift.schema.NotFinite.NAN).rejection())
                .isEqualTo("attribute \"n\" is NaN, which DynamoDB cannot hold");
    }

    @Test
    void theItemLimitCountsMapsAndLists() {
        Design design = design("id int, doc json", "items: [{ key: { PK: \"{id}\", SK: \"-\" }, attributes: [doc] }]");
        // PK 3, SK 3, doc 3, list 3, map 1 + 3, entry 1 + 1
        String fits = "[{\"t\":\"" + "x".repeat(409_600 - 18) + "\"}]";
        assertThat(map(design, 1L, fits).items()).extracting(Item::size).containsExactly(409_600);
        assertThat(map(design, 1L, fits.replace("[{", "[null,{")).rejection())
                .isEqualTo("item is 409,602 bytes, DynamoDB allows 409,600");
    }

    @Test
    void anAttributeThatFirstAppearsLateIsKept() {
        Design design =
                design("id int, late text", "items: [{ key: { PK: \"{id}\", SK: \"-\" }, attributes: [late] }]");
        for (long i = 0; i < 1000; i++) {
            assertThat(map(design, i, null).items().get(0).attributes()).doesNotContainKey("late");
        }
        assertThat(map(design, 1000L, "here").items().get(0).attributes()).containsEntry("late", new Value.Str("here"));
    }

    @Test
    void aColumnServesSeveralKeysAndAttributes() {
        Design design = design(
                "id int, a int",
                "items:",
                "  - { key: { PK: \"X#{a}\", SK: \"{id}#{a}\" }, attributes: [a, { again: a }, { text: \"<{a}>\" }] }",
                "  - { key: { PK: \"Y#{a}\", SK: \"{id}#{a}\" }, attributes: [a] }");
        assertThat(map(design, 1L, 7L).items())
                .extracting(item -> DynamoJson.write(item.attributes()))
                .containsExactly(
                        "{\"PK\":{\"S\":\"X#7\"},\"SK\":{\"S\":\"1#7\"},\"a\":{\"N\":\"7\"},\"again\":{\"N\":\"7\"},"
                                + "\"text\":{\"S\":\"<7>\"}}",
                        "{\"PK\":{\"S\":\"Y#7\"},\"SK\":{\"S\":\"1#7\"},\"a\":{\"N\":\"7\"}}");
    }

    @Test
    void attributesCanTakeTheNamesOfOtherColumns() {
        Design design = design(
                "id int, a text, b text",
                "items: [{ key: { PK: \"{id}\", SK: \"-\" }, attributes: [{ a: b }, { b: a }] }]");
        assertThat(map(design, 1L, "of a", "of b").items().get(0).attributes())
                .containsEntry("a", new Value.Str("of b"))
                .containsEntry("b", new Value.Str("of a"));
    }

    @Test
    void anExceptedColumnStillServesKeysAndJoins() {
        Design design = design(
                "id int, owner int, owned.name text",
                "join: { owned: { table: users, on: { owner: id } } }",
                "items: [{ key: { PK: \"{owner}\", SK: \"{id}\" }, except: [owner],"
                        + " attributes: [\"*\", owned.name] }]");
        assertThat(DynamoJson.write(map(design, 1L, 7L, "Ada").items().get(0).attributes()))
                .isEqualTo("{\"PK\":{\"S\":\"7\"},\"SK\":{\"S\":\"1\"},\"id\":{\"N\":\"1\"},\"name\":{\"S\":\"Ada\"}}");
    }

    @Test
    void listsInMapsInLists() {
        Design design = design("id int, doc json", "items: [{ key: { PK: \"{id}\", SK: \"-\" }, attributes: [doc] }]");
        assertThat(DynamoJson.write(map(design, 1L, "[{\"a\":[[1],{\"b\":[]}]}]")
                        .items()
                        .get(0)
                        .attributes()))
                .isEqualTo(
                        "{\"PK\":{\"S\":\"1\"},\"SK\":{\"S\":\"-\"},\"doc\":{\"L\":[{\"M\":{\"a\":{\"L\":[{\"L\":[{\"N\":\"1\"}]},"
                                + "{\"M\":{\"b\":{\"L\":[]}}}]}}}]}}");
    }

    @Test
    void nullInAKeyPartIsRejectedAndInAnIndexPartLeavesNoHalfKey() {
        Design design = Design.of("{ partition: PK, indexes: { GSI1: { partition: G1, sort: G2 } } }")
                .entity(
                        "A",
                        "id int, a text, b text",
                        List.of("id"),
                        "items: [{ key: { PK: \"K#{b}\" }, index: { G1: \"A#{a}\", G2: \"B#{b}\" } }]");
        assertThat(map(design, 1L, null, "x").items().get(0).attributes()).containsOnlyKeys("PK");
        assertThat(map(design, 1L, "a", "x").items().get(0).attributes()).containsOnlyKeys("PK", "G1", "G2");
        assertThat(map(design, 1L, "a", null).rejection()).isEqualTo("key part \"b\" of \"PK\" is NULL");
    }

    @Test
    void aKeyValueThatContainsTheDelimiterIsRejected() {
        Design design = design("id int, a text, b text", "items: [{ key: { PK: \"{a}#{b}\", SK: \"-\" } }]");
        assertThat(map(design, 1L, "x#y", "z").rejection())
                .isEqualTo("key part \"a\" of \"PK\" runs into the text \"#\" that follows it, so that the key would be"
                        + " ambiguous");
        assertThat(map(design, 1L, "x", "y#z").items().get(0).key().partition()).isEqualTo(new Value.Str("x#y#z"));
        Design escaped = design("id int, a text, b text", "items: [{ key: { PK: \"{a|escape}#{b}\", SK: \"-\" } }]");
        assertThat(map(escaped, 1L, "x#y", "z").items().get(0).key().partition())
                .isEqualTo(new Value.Str("x%23y#z"));
    }

    @Test
    void keysThatDifferInCaseOnlyAreNotProvedWithLower() {
        Design design = design("id int, mail text", "items: [{ key: { PK: \"{mail|lower}\", SK: \"-\" } }]");
        assertThat(map(design, 1L, "A@b").items().get(0).key())
                .isEqualTo(map(design, 2L, "a@B").items().get(0).key());
        assertThat(design.proof().complete()).isFalse();
    }

    @Test
    void keysThatAreTooLong() {
        Design design = design("id int, a text, b text", "items: [{ key: { PK: \"{a}\", SK: \"{b}\" } }]");
        assertThat(map(design, 1L, "é".repeat(1024), "y".repeat(1024)).rejection())
                .isNull();
        assertThat(map(design, 1L, "é".repeat(1024) + "x", "y").rejection())
                .isEqualTo("key attribute \"PK\" is 2,049 bytes, DynamoDB allows 2,048");
        assertThat(map(design, 1L, "x", "y".repeat(1025)).rejection())
                .isEqualTo("key attribute \"SK\" is 1,025 bytes, DynamoDB allows 1,024");
    }

    @Test
    void whatTheSourceCouldNotReadRejectsTheRowsThatUseIt() {
        Design design = design("id int, a text", "items: [{ key: { PK: \"{id}\", SK: \"-\" }, attributes: [a] }]");
        assertThat(map(design, 1L, new io.rowlift.schema.Unreadable("the array does not begin at index 1"))
                        .rejection())
                .isEqualTo("attribute \"a\" cannot be read: the array does not begin at index 1");
    }

    private static Design design(String columns, String... body) {
        return Design.of("{ partition: PK, sort: SK }").entity("A", columns, List.of("id"), body);
    }

    private static Mapped map(Design design, @Nullable Object... values) {
        Mapping mapping = design.mapping();
        Map<String, Entity> entities = mapping.entities();
        Shape shape = Objects.requireNonNull(design.evidence().get("A")).shape();
        return Mapper.compile(mapping, Objects.requireNonNull(entities.get("A")), shape)
                .map(new Row(values));
    }
}
