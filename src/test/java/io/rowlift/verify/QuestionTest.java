package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.Value;
import io.rowlift.target.TargetReader.KeyCondition;
import io.rowlift.verify.Question.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an access pattern asks, taken off the keys of an item. */
class QuestionTest {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              shop:
                partition: PK
                sort: SK
                indexes: { GSI1: { partition: GSI1PK, sort: { GSI1SK: N } } }
            entities:
              Order:
                from: orders
                items:
                  - key: { PK: "USER#{user_id}", SK: "ORDER#{id}#LINES" }
            patterns:
              ordersOfUser: { query: { PK: "USER#{user_id}", SK: { beginsWith: "ORDER#" } } }
              order: { query: { PK: "USER#{user_id}", SK: "ORDER#{id|pad:6}" } }
              newest: { query: { PK: "NEW#{n|desc:4}" } }
              sharded: { query: { PK: "DAY#{day|shard:8}", SK: "{day}" } }
              twice: { query: { PK: "A#{id}", SK: "B#{id}" } }
              since: { index: GSI1, query: { GSI1PK: "STATUS#{status}", GSI1SK: { greaterThan: "{at}" } } }
            """;

    @TempDir
    private Path directory;

    private Mapping mapping;

    @BeforeEach
    void read() throws Exception {
        mapping = MappingFiles.read(Files.writeString(directory.resolve("shop.yaml"), MAPPING));
    }

    @Test
    void aPrefixIsAskedAsItStands() {
        Asked asked = about("ordersOfUser", item("USER#7", "ORDER#12")).orElseThrow();

        assertThat(asked.parameters()).containsExactly(Map.entry("user_id", "7"));
        assertThat(asked.conditions())
                .containsExactly(
                        new KeyCondition("PK", Operator.EQUALS, new Value.Str("USER#7")),
                        new KeyCondition("SK", Operator.BEGINS_WITH, new Value.Str("ORDER#")));
        assertThat(asked.containing()).isTrue();
    }

    @Test
    void anItemOfAnotherKindIsNotAskedFor() {
        assertThat(about("ordersOfUser", item("USER#7", "PROFILE"))).isEmpty();
        assertThat(about("ordersOfUser", item("EMAIL#7", "ORDER#12"))).isEmpty();
        assertThat(about("since", item("USER#7", "ORDER#12"))).isEmpty();
    }

    /** What follows a variable in some key ends a value: this is another item's key. */
    @Test
    void aValueDoesNotRunIntoWhatFollows() {
        assertThat(about("order", item("USER#7", "ORDER#000012#LINES"))).isEmpty();
    }

    @Test
    void formatsAreUndone() {
        assertThat(about("order", item("USER#7", "ORDER#000012")).orElseThrow().parameters())
                .isEqualTo(Map.of("user_id", "7", "id", "12"));
        assertThat(about("newest", item("NEW#9957", "x")).orElseThrow().parameters())
                .isEqualTo(Map.of("n", "42"));
        assertThat(about("newest", item("NEW#word", "x")).orElseThrow().parameters())
                .isEmpty();
    }

    @Test
    void aShardTellsNothingOfItsValue() {
        assertThat(about("sharded", item("DAY#3", "2026-11-23")).orElseThrow().parameters())
                .isEqualTo(Map.of("day", "2026-11-23"));
    }

    @Test
    void oneParameterHasOneValue() {
        assertThat(about("twice", item("A#1", "B#1"))).isPresent();
        assertThat(about("twice", item("A#1", "B#2"))).isEmpty();
    }

    @Test
    void numbersStayNumbersAndAnOpenBoundLeavesTheItemOut() {
        Item item = item("x", "y");
        Map<String, Value> attributes = new LinkedHashMap<>(item.attributes());
        attributes.put("GSI1PK", new Value.Str("STATUS#open"));
        attributes.put("GSI1SK", new Value.Num("17"));

        Asked asked =
                about("since", new Item("shop", item.key(), attributes, 10)).orElseThrow();

        assertThat(asked.conditions().get(1))
                .isEqualTo(new KeyCondition("GSI1SK", Operator.GREATER, new Value.Num("17")));
        assertThat(asked.parameters()).isEqualTo(Map.of("status", "open", "at", "17"));
        assertThat(asked.containing()).isFalse();
    }

    @Test
    void sqlIsAskedOnlyWithAllOfItsParameters() {
        Map<String, String> known = Map.of("id", "1");

        assertThat(Question.complete("select count(*) from t where id = :id and x = ':no' and y::text = \":q\"", known))
                .isTrue();
        assertThat(Question.complete("select count(*) from t where id = :id and day = :day", known))
                .isFalse();
    }

    private Optional<Asked> about(String pattern, Item item) {
        return Question.of(mapping.patterns().get(pattern), mapping).about(item);
    }

    private static Item item(String partition, String sort) {
        ItemKey key = new ItemKey("shop", new Value.Str(partition), new Value.Str(sort));
        Map<String, Value> attributes = new LinkedHashMap<>();
        attributes.put("PK", key.partition());
        attributes.put("SK", new Value.Str(sort));
        return new Item("shop", key, attributes, 10);
    }
}
