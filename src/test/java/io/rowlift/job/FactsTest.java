package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed about an entity is shown in the words of the mapping file. */
class FactsTest {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              shop:
                partition: PK
                sort: { SK: N }
                indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK, project: all } }
            entities:
              Order:
                from: orders
                names: camelCase
                columns:
                  expires: "created_at + interval '7 years'"
                  line_count: { sql: "(select 1)", reads: { order_items: { order_id: id } } }
                where: "deleted_at is null"
                join:
                  customer: { table: users, on: { user_id: id } }
                embed:
                  lines: { table: order_items, on: { id: order_id }, orderBy: [id], max: 500, attributes: [qty, { cost: price }] }
                items:
                  - key: { PK: "USER#{user_id}", SK: "{id}" }
                    when: "total > 0"
                    index: { GSI1PK: "STATUS#{status}", GSI1SK: "{created_at}" }
                    except: [deleted_at]
                    nulls: keep
                    attributes: ["*", { type: { value: "Order" } }, { label: "#{id}" }, { until: { column: expires, as: epoch-seconds } }]
                  - each: { tag: tags }
                    key: { PK: "TAG#{tag}", SK: "{id}" }
            """;

    @TempDir
    private Path directory;

    @Test
    void oneLinePerThingThatTheMappingSays() throws IOException {
        Mapping mapping = mapping(MAPPING);

        assertThat(Facts.of(mapping.entities().get("Order"), mapping))
                .containsExactly(
                        "from: orders",
                        "columns: expires: \"created_at + interval '7 years'\"",
                        "columns: line_count: \"(select 1)\"",
                        "columns: line_count: reads: order_items: { order_id: id }",
                        "where: \"deleted_at is null\"",
                        "join: customer: { table: users, on: { user_id: id } }",
                        "embed: lines: { table: order_items, on: { id: order_id } }",
                        "embed: lines: orderBy: [id]",
                        "embed: lines: max: 500",
                        "embed: lines: attributes: qty",
                        "embed: lines: attributes: { cost: price }",
                        "names: camelCase",
                        "item 1: table: shop",
                        "item 1: when: \"total > 0\"",
                        "item 1: key: PK: \"USER#{user_id}\"",
                        "item 1: key: SK: \"{id}\"",
                        "item 1: index: GSI1PK: \"STATUS#{status}\"",
                        "item 1: index: GSI1SK: \"{created_at}\"",
                        "item 1: attributes: \"*\"",
                        "item 1: attributes: { type: { value: \"Order\" } }",
                        "item 1: attributes: { label: \"#{id}\" }",
                        "item 1: attributes: { until: { column: expires, as: epoch-seconds } }",
                        "item 1: except: [deleted_at]",
                        "item 1: nulls: keep",
                        "item 2: table: shop",
                        "item 2: each: { tag: tags }",
                        "item 2: key: PK: \"TAG#{tag}\"",
                        "item 2: key: SK: \"{id}\"",
                        "table shop: key: PK (S), SK (N)",
                        "table shop: index GSI1: partition GSI1PK (S), sort GSI1SK (S)");
    }

    @Test
    void aChangeIsShownAsItWasWritten() throws IOException {
        assertThat(difference("max: 500", "max: 10"))
                .isEqualTo("\n  - embed: lines: max: 500\n  + embed: lines: max: 10");
        assertThat(difference("attributes: [qty, ", "attributes: [qty, note, "))
                .isEqualTo("\n  + embed: lines: attributes: note");
        assertThat(difference("\"STATUS#{status}\"", "\"STATE#{status}\""))
                .isEqualTo("\n  - item 1: index: GSI1PK: \"STATUS#{status}\""
                        + "\n  + item 1: index: GSI1PK: \"STATE#{status}\"");
        assertThat(difference("\"*\", { type: { value: \"Order\" } }", "{ type: { value: \"Order\" } }, \"*\""))
                .isEqualTo("\n  the same lines in another order");
    }

    private String difference(String from, String to) throws IOException {
        assertThat(MAPPING).contains(from);
        Mapping before = mapping(MAPPING);
        Mapping after = mapping(MAPPING.replace(from, to));
        return Difference.between(
                Facts.of(before.entities().get("Order"), before),
                Facts.of(after.entities().get("Order"), after));
    }

    private Mapping mapping(String text) throws IOException {
        return MappingFiles.read(Files.writeString(directory.resolve("shop.dynamodb.yaml"), text));
    }
}
