package io.rowlift.target.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.servers.Servers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our arithmetic of sizes against what a server accepts. */
class ItemSizeIT {

    static Stream<Arguments> failure8_theLargestItemIsAcceptedAndOneByteMoreIsNot() {
        Value list = new Value.ListOf(List.of(
                new Value.Str("é€"),
                new Value.Num("0"),
                new Value.Null(),
                new Value.ListOf(List.of(new Value.Num("12345")))));
        Value map = new Value.MapOf(Map.of(
                "naïve",
                new Value.Str(""),
                "deep",
                new Value.MapOf(Map.of("list", list, "yes", new Value.Bool(true)))));
        return Stream.of(
                Arguments.of("text", Map.of("t", new Value.Str("😀"))),
                Arguments.of("binary", Map.of("b", new Value.Bin(new byte[1000]))),
                Arguments.of("list", Map.of("list", list)),
                Arguments.of("map", Map.of("map", map)),
                Arguments.of("empty", Map.of("l", new Value.ListOf(List.of()), "m", new Value.MapOf(Map.of()))),
                Arguments.of("set", Map.of("s", new Value.SetOf(Set.of(new Value.Str("a"), new Value.Str("bc"))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void failure8_theLargestItemIsAcceptedAndOneByteMoreIsNot(String what, Map<String, Value> content) {
        String table = Designs.unique();
        try (DynamoDbTarget target = DynamoDbTarget.open(
                Designs.settings(Servers.dynamodb().endpoint(), table),
                Designs.mapping(Designs.withoutIndex()),
                Designs.OWNER,
                new RunSignal(),
                FaultsIT.FAST)) {
            target.prepare();
            int padding = ItemSize.MAX
                    - Designs.item("a", "1", "padding", "", "content", new Value.MapOf(content))
                            .size();
            Item largest = padded(content, padding);
            assertThat(largest.size()).isEqualTo(409_600);

            target.write(List.of(largest));
            assertThat(target.reader().fetch(List.of(largest.key()))).containsEntry(largest.key(), largest);

            Map<String, Value> more = new LinkedHashMap<>(largest.attributes());
            more.put("padding", new Value.Str("x".repeat(padding + 1)));
            assertThatThrownBy(() -> target.write(List.of(new Item("shop", largest.key(), more, 409_601))))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("BatchWriteItem on table \"" + table + "\": item (PK=a, SK=1) was refused:"
                            + " ValidationException (Item size has exceeded the maximum allowed size); mend the row or"
                            + " its mapping, then run the same command again: it goes on where it stopped");
        }
    }

    private static Item padded(Map<String, Value> content, int padding) {
        return Designs.item("a", "1", "padding", "x".repeat(padding), "content", new Value.MapOf(content));
    }
}
