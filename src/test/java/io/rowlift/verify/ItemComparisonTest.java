package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemComparisonTest {

    @Test
    void numbersAreComparedNumerically() {
        assertThat(ItemComparison.equal(new Value.Num("1.50"), new Value.Num("1.5")))
                .isTrue();
        assertThat(ItemComparison.equal(new Value.Num("1E+2"), new Value.Num("100")))
                .isTrue();
        assertThat(ItemComparison.equal(new Value.Num("1.5"), new Value.Num("1.51")))
                .isFalse();
        assertThat(ItemComparison.equal(new Value.Num("1"), new Value.Str("1"))).isFalse();
    }

    @Test
    void setsHaveNoOrderAndListsDo() {
        Value.Num one = new Value.Num("1");
        Value.Num two = new Value.Num("2");

        assertThat(ItemComparison.equal(
                        new Value.SetOf(Set.of(one, two)), new Value.SetOf(Set.of(new Value.Num("2.0"), one))))
                .isTrue();
        assertThat(ItemComparison.equal(new Value.SetOf(Set.of(one, two)), new Value.SetOf(Set.of(one))))
                .isFalse();
        assertThat(ItemComparison.equal(new Value.ListOf(List.of(one, two)), new Value.ListOf(List.of(two, one))))
                .isFalse();
        assertThat(ItemComparison.equal(
                        new Value.ListOf(List.of(one)), new Value.ListOf(List.of(new Value.Num("1.0")))))
                .isTrue();
    }

    @Test
    void bytesAreComparedByContent() {
        assertThat(ItemComparison.equal(new Value.Bin(new byte[] {1, 2}), new Value.Bin(new byte[] {1, 2})))
                .isTrue();
        assertThat(ItemComparison.equal(new Value.Bin(new byte[] {1, 2}), new Value.Bin(new byte[] {1, 3})))
                .isFalse();
    }

    @Test
    void namesWhatDiffersByKind() {
        Map<String, Value> expected = Map.of(
                "a", new Value.Str("1"), "b", new Value.MapOf(Map.of("x", new Value.Num("1"))), "c", new Value.Null());
        Map<String, Value> found = Map.of(
                "b",
                new Value.MapOf(Map.of("x", new Value.Num("2"))),
                "c",
                new Value.Null(),
                "d",
                new Value.Bool(true));

        List<AttributeDifference> differences = ItemComparison.differences(expected, found);

        assertThat(differences).extracting(AttributeDifference::name).containsExactly("a", "b", "d");
        assertThat(differences)
                .extracting(AttributeDifference::kind)
                .containsExactly(
                        AttributeDifference.Kind.MISSING,
                        AttributeDifference.Kind.DIFFERENT,
                        AttributeDifference.Kind.UNEXPECTED);
    }
}
