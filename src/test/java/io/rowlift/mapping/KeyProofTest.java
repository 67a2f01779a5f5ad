package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyProofTest {

    private static final String TABLE = "{ partition: PK, sort: SK }";
    private static final String COLUMNS =
            "id bigint, name text, at timestamptz(6), day date, price numeric(10,2), hash bytes";

    @Test
    void keysOfPrimaryKeysBehindTextOfTheirOwn() {
        KeyProof proof = Design.of(TABLE)
                .entity("User", COLUMNS, List.of("id"), "items: [{ key: { PK: \"USER#{id}\", SK: \"PROFILE\" } }]")
                .entity("Post", COLUMNS, List.of("id"), "items: [{ key: { PK: \"USER#{name}\", SK: \"POST#{id}\" } }]")
                .entity("Tag", COLUMNS, List.of("id"), "items: [{ key: { PK: \"TAG#{id}\", SK: \"PROFILE\" } }]")
                .proof();
        assertThat(proof.complete()).isTrue();
        assertThat(proof.arguments())
                .containsExactly(
                        "entity \"User\", item 1: its key gives back (id), which is unique by \"pk\"",
                        "entity \"Post\", item 1: its key gives back (id), which is unique by \"pk\"",
                        "entity \"User\", item 1 and entity \"Post\", item 1: their sort keys have no text in common",
                        "entity \"Tag\", item 1: its key gives back (id), which is unique by \"pk\"",
                        "entity \"User\", item 1 and entity \"Tag\", item 1: their partition keys have no text in common",
                        "entity \"Post\", item 1 and entity \"Tag\", item 1: their partition keys have no text in common");
    }

    @Test
    void twoItemsOfOneEntityThatCanMeet() {
        KeyProof proof = Design.of(TABLE)
                .entity(
                        "User",
                        COLUMNS,
                        List.of("id"),
                        "items:",
                        "  - { key: { PK: \"{id}\", SK: \"{name}\" } }",
                        "  - { key: { PK: \"{id}\", SK: \"A{name}\" } }")
                .proof();
        assertThat(proof.unproved())
                .isEqualTo(Map.of(
                        "User",
                        "entity \"User\", item 1 and entity \"User\", item 2 can have the same key: PK \"{id}\", SK"
                                + " \"{name}\" and PK \"{id}\", SK \"A{name}\"; text of its own at the start of one"
                                + " template would tell them apart"));
    }

    @Test
    void withoutAUniqueKey() {
        KeyProof proof = Design.of(TABLE)
                .entity("User", COLUMNS, List.of(), "items: [{ key: { PK: \"USER#{id}\", SK: \"PROFILE\" } }]")
                .proof();
        assertThat(proof.unproved())
                .isEqualTo(Map.of(
                        "User",
                        "entity \"User\", item 1: the source guarantees no unique key of \"public.user\"; a primary key or"
                                + " a unique key without NULL would prove it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{id}~proved",
                "{id|pad:20}#x~proved",
                "{id|desc:20}~proved",
                "{name}#{id}~proved",
                "{name|escape}#{id}~proved",
                "{id|raw}~proved",
                "{id|escape}~proved",
                "{id|raw}#{name}~raw makes \"id\" ambiguous",
                "{name|raw}#{id}~raw makes \"id\" ambiguous",
                "{id|shard:4}~\"shard:4\" makes different values of \"id\" equal",
                "{name}~none"
            })
    void whatGivesTheKeyBack(String template, String outcome) {
        check("id", template, outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "name~{name}~proved",
                "name~{name|lower}~\"lower\" makes different values of \"name\" equal",
                "name~{name|upper|escape}~\"upper\" makes different values of \"name\" equal",
                "at~{at}~proved",
                "at~{at|iso:6}~proved",
                "at~{at|iso:3}~\"iso:3\" makes different values of \"at\" equal",
                "at~{at|epoch}~\"epoch\" makes different values of \"at\" equal",
                "at~{at|epoch-millis}~\"epoch-millis\" makes different values of \"at\" equal",
                "day~{day|epoch}~proved",
                "price~{price}~proved",
                "hash~{hash|hex}~proved",
                "hash~{hash|base64|raw}~proved"
            })
    void whatGivesOtherKeysBack(String key, String template, String outcome) {
        check(key, template, outcome);
    }

    private static void check(String key, String template, String outcome) {
        KeyProof proof = Design.of(TABLE)
                .entity(
                        "User",
                        COLUMNS,
                        List.of(key),
                        "items: [{ key: { PK: \"" + template + "\", SK: \"PROFILE\" } }]")
                .proof();
        String templates =
                "PK \"" + template + "\", SK \"PROFILE\" does not give back (" + key + ") of \"public.user\"";
        String why = outcome.equals("none")
                ? templates + "; these columns in the templates would prove it"
                : templates + ", because " + outcome + "; these columns as they are would prove it";
        assertThat(proof.unproved())
                .isEqualTo(outcome.equals("proved") ? Map.of() : Map.of("User", "entity \"User\", item 1: " + why));
    }

    @Test
    void joinedAndComputedColumnsAreNotTheTablesOwn() {
        KeyProof proof = Design.of(TABLE)
                .entity(
                        "User",
                        "id int, other.id int",
                        List.of("id"),
                        "join: { other: { table: other, on: { id: id } } }",
                        "items: [{ key: { PK: \"USER#{other.id}\", SK: \"PROFILE\" } }]")
                .proof();
        assertThat(proof.complete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'{id}', 'A{id}', true",
        "'{id}', '{name}', false",
        "'{id|pad:3}', '{id|pad:4}', true",
        "'{id|pad:3}', '{id}', false",
        "'{day}', '{at}', true",
        "'{day}', '{id}', true",
        "'{day}', '{price}', true",
        "'{hash|hex}', '{hash|base64}', false",
        "'{hash|hex}', 'X{name}', true",
        "'{name|upper}', 'x#{id}', true",
        "'{name|escape}#', 'a#b#', true",
        "'{name}#', 'a#b#', false",
        "'{name}A', '{name}B', true",
        "'A#{name}', 'A{name}', false",
        "'A#{id}#B', 'A#{id}#C', true",
        "'A#{id}', 'A#{id}#C', true",
        "'A#{name}', 'A#{id}#C', false"
    })
    void textsInCommon(String first, String second, boolean disjoint) {
        KeyProof proof = Design.of(TABLE)
                .entity("A", COLUMNS, List.of("id"), "items: [{ key: { PK: \"{id}\", SK: \"" + first + "\" } }]")
                .entity("B", COLUMNS, List.of("id"), "items: [{ key: { PK: \"{id}\", SK: \"" + second + "\" } }]")
                .proof();
        assertThat(proof.complete()).isEqualTo(disjoint);
        assertThat(proof.unproved().keySet()).isEqualTo(disjoint ? java.util.Set.of() : java.util.Set.of("A", "B"));
    }

    @Test
    void numbersAndBytesAsKeys() {
        Design design = Design.of("{ partition: { N: N }, sort: { B: B } }")
                .entity("A", COLUMNS, List.of("id"), "items: [{ key: { N: \"{id}\", B: \"{hash}\" } }]");
        assertThat(design.proof().complete()).isTrue();
        design.entity("B", COLUMNS, List.of("id"), "items: [{ key: { N: \"{price}\", B: \"{hash}\" } }]");
        assertThat(design.proof().unproved()).containsOnlyKeys("A", "B");
    }

    @Test
    void whatCanMoveAKey() {
        Design design = Design.of(TABLE)
                .entity(
                        "A",
                        "id int, name text, tags text[], other.id int",
                        List.of("id"),
                        "join: { other: { table: other, on: { id: id } } }",
                        "items:",
                        "  - { key: { PK: \"A#{id}\", SK: \"X\" } }",
                        "  - { key: { PK: \"A#{id}\", SK: \"N#{name}\" } }",
                        "  - { key: { PK: \"A#{id}\", SK: \"O#{other.id}\" } }",
                        "  - { each: { tag: tags }, key: { PK: \"A#{id}\", SK: \"T#{tag}\" } }");
        Mapping mapping = design.mapping();
        Entity entity = java.util.Objects.requireNonNull(mapping.entities().get("A"));
        assertThat(java.util.stream.IntStream.range(0, 4)
                        .mapToObj(i -> KeyMovement.of(
                                mapping,
                                entity,
                                i,
                                java.util.Objects.requireNonNull(
                                        design.evidence().get("A")))))
                .containsExactly(KeyMovement.STABLE, KeyMovement.OWN, KeyMovement.TRACKED, KeyMovement.TRACKED);
    }
}
