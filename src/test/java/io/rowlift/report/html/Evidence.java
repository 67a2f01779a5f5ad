package io.rowlift.report.html;

import static io.rowlift.report.Cell.badge;
import static io.rowlift.report.Cell.code;
import static io.rowlift.report.Cell.count;
import static io.rowlift.report.Cell.none;
import static io.rowlift.report.Cell.text;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.report.Bars;
import io.rowlift.report.Bars.Bar;
import io.rowlift.report.Block;
import io.rowlift.report.Cell;
import io.rowlift.report.DataTable;
import io.rowlift.report.DataTable.Column;
import io.rowlift.report.Fact;
import io.rowlift.report.Facts;
import io.rowlift.report.Findings;
import io.rowlift.report.Histogram;
import io.rowlift.report.Histogram.Bucket;
import io.rowlift.report.Histogram.Marker;
import io.rowlift.report.Histogram.Scale;
import io.rowlift.report.Paragraph;
import io.rowlift.report.Section;
import io.rowlift.report.Timeline;
import io.rowlift.report.Timeline.Span;
import io.rowlift.report.Tone;
import io.rowlift.report.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a dry run of a shop's database would find: one of everything. */
final class Evidence {

    private Evidence() {}

    static Section keys() {
        return new Section(
                "key-collisions",
                "Key collisions",
                "Whether two rows can make the same key: by argument where one exists, otherwise by looking at every"
                        + " key.",
                List.of(
                        new Findings(
                                List.of(
                                        new Finding(
                                                Severity.PROBLEM,
                                                "key-collision",
                                                "entity \"Customer\", item 2",
                                                "412 rows of \"customers\" make a key that another row makes: the later"
                                                        + " one would replace the earlier",
                                                "add \"{id}\" to the sort key, or merge the rows before the load",
                                                new Location("mappings/shop.dynamodb.yaml", 41),
                                                412,
                                                IntStream.rangeClosed(1, 9)
                                                        .mapToObj(i -> "EMAIL#info@example-" + i
                                                                + ".com / CUSTOMER: customers(id=" + (4000 + 7 * i)
                                                                + ") and customers(id=" + (90_000 + 13 * i) + ")")
                                                        .toList()),
                                        Finding.of(
                                                Severity.WARNING,
                                                "collation",
                                                "entity \"Product\"",
                                                "\"products.sku\" is compared without letter case in the source and"
                                                        + " letter for letter in DynamoDB",
                                                "decide whether \"abc-1\" and \"ABC-1\" are one product")),
                                "No two rows make the same key."),
                        new DataTable(
                                "What is known of each key",
                                List.of(
                                        Column.text("Item"),
                                        Column.text("Collisions"),
                                        Column.text("Why"),
                                        Column.number("Keys looked at")),
                                List.of(
                                        List.of(
                                                code("Customer / 1"),
                                                badge(Tone.GOOD, "Proved absent"),
                                                text("holds the primary key \"customers.id\""),
                                                none()),
                                        List.of(
                                                code("Customer / 2"),
                                                badge(Tone.PROBLEM, "Disproved"),
                                                text("\"customers.email\" is not unique"),
                                                count(2_204_117)),
                                        List.of(
                                                code("Order / 1"),
                                                badge(Tone.GOOD, "Proved absent"),
                                                text("holds the primary key \"orders.id\""),
                                                none()),
                                        List.of(
                                                code("Order / 2"),
                                                badge(Tone.WARNING, "Checked"),
                                                text("a unique constraint on \"orders.number\" would prove it"),
                                                count(7_411_902))),
                                null)));
    }

    static Section values() {
        return new Section(
                "values",
                "Values",
                "What the mapper would reject, and what the items would weigh.",
                List.of(
                        new Findings(
                                List.of(
                                        new Finding(
                                                Severity.PROBLEM,
                                                "item-too-large",
                                                "entity \"Order\", item 1",
                                                "3 items are larger than the 409,600 bytes that DynamoDB allows",
                                                "move \"lines\" to items of their own",
                                                new Location("mappings/shop.dynamodb.yaml", 66),
                                                3,
                                                List.of(
                                                        "orders(id=4711): 412,905 bytes",
                                                        "orders(id=120993): 530,118 bytes",
                                                        "orders(id=7720041): 498,022 bytes")),
                                        new Finding(
                                                Severity.PROBLEM,
                                                "empty-key",
                                                "entity \"Product\", index \"gsi1\"",
                                                "key attribute \"gsi1pk\" would be empty for rows whose \"brand\" is"
                                                        + " empty",
                                                "add \"when: brand != ''\", so that these stay out of the index",
                                                new Location("mappings/shop.dynamodb.yaml", 88),
                                                794,
                                                List.of("products(id=17)", "products(id=18)", "products(id=233)")),
                                        new Finding(
                                                Severity.NOTE,
                                                "ttl-past",
                                                "entity \"Session\"",
                                                "items would be expired on arrival: \"expires_at\" lies in the past",
                                                null,
                                                new Location("mappings/shop.dynamodb.yaml", 131),
                                                104_220,
                                                List.of())),
                                "Every row makes items that the target accepts."),
                        sizes(),
                        lines()));
    }

    private static Histogram sizes() {
        long[] counts = {
            0, 12, 8_421, 640_233, 4_120_481, 1_904_302, 512_006, 190_417, 28_842, 5_903, 1_207, 340, 71, 12, 3
        };
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            buckets.add(new Bucket(i == 0 ? 0 : 32L << i, 32L << (i + 1), counts[i]));
        }
        return new Histogram(
                "Size of the items of \"Order\"",
                "items",
                Unit.BYTES,
                Scale.LOGARITHMIC,
                buckets,
                List.of(
                        new Marker("p50", 812, null),
                        new Marker("p99", 4_331, null),
                        new Marker("Allowed", 409_600, null),
                        new Marker("Largest", 530_118, "orders(id=120993)")),
                "Sizes as DynamoDB counts them: attribute names and values in UTF-8, numbers by their digits.");
    }

    private static Histogram lines() {
        return new Histogram(
                "Length of the list \"lines\" of \"Order\"",
                "orders",
                Unit.COUNT,
                Scale.LINEAR,
                List.of(
                        new Bucket(0, 1, 4_112),
                        new Bucket(1, 2, 2_904_871),
                        new Bucket(2, 3, 2_401_220),
                        new Bucket(3, 5, 1_288_411),
                        new Bucket(5, 9, 712_204),
                        new Bucket(9, 17, 91_833),
                        new Bucket(17, 33, 8_940),
                        new Bucket(33, 4_211, 311)),
                List.of(new Marker("p50", 2, null), new Marker("Longest", 4_210, "orders(id=120993)")),
                null);
    }

    static Findings orderFindings() {
        return new Findings(
                List.of(new Finding(
                        Severity.WARNING,
                        "sort-order",
                        "entity \"Order\", sort key",
                        "the byte order of \"ORDER#{number}\" is not the order of \"orders.number\"",
                        "pad it: \"{number:%010d}\"",
                        new Location("mappings/shop.dynamodb.yaml", 62),
                        0,
                        List.of("ORDER#9 comes after ORDER#10"))),
                "The byte order of every sort key is the order of its column.");
    }

    static Section order() {
        return new Section(
                "sort-order",
                "Sort order",
                "Whether a Query returns items in the order of the columns that their sort keys are made of.",
                List.of(orderFindings()));
    }

    static Section heat() {
        return new Section(
                "heat",
                "Heat",
                "One partition key takes 1,000 write units and 3,000 read units a second, whatever the table has.",
                List.of(
                        new Findings(
                                List.of(new Finding(
                                        Severity.PROBLEM,
                                        "hot-partition",
                                        "index \"gsi2\"",
                                        "one partition key takes 61.8% of all writes: the load would be throttled to"
                                                + " 1,000 write units/s",
                                        "spread it: \"STATUS#{status}#{shard(id, 16)}\"",
                                        new Location("mappings/shop.dynamodb.yaml", 93),
                                        1,
                                        List.of("STATUS#SHIPPED"))),
                                "No partition key is hot."),
                        new Bars(
                                "Write units by partition key of \"gsi2\"",
                                "Partition key",
                                "Write units",
                                Unit.COUNT,
                                List.of(
                                        new Bar("STATUS#SHIPPED", 13_429_200, 0.618, Tone.PROBLEM),
                                        new Bar("STATUS#DELIVERED", 5_101_344, 0.2348, Tone.WARNING),
                                        new Bar("STATUS#CANCELLED", 1_904_117, 0.0876, Tone.PLAIN),
                                        new Bar("STATUS#NEW", 644_021, 0.0296, Tone.PLAIN),
                                        new Bar("STATUS#RETURNED", 8_110, 0.0004, Tone.PLAIN)),
                                "The 5 largest of 11."),
                        new Bars(
                                "Largest partition keys of the table",
                                "Partition key",
                                "Bytes",
                                Unit.BYTES,
                                List.of(
                                        new Bar("CUSTOMER#1", 88_120_331, 0.0094, Tone.PLAIN),
                                        new Bar(
                                                "CUSTOMER#7f3e0c55-94a6-4a0b-9d7e-2f0f2a3c1b11#"
                                                        + "wholesale-".repeat(12),
                                                41_004_118,
                                                0.0044,
                                                Tone.PLAIN),
                                        new Bar(
                                                "CUSTOMER#\u0639\u0645\u064a\u0644\u202e#42",
                                                9_331_004,
                                                0.001,
                                                Tone.PLAIN)),
                                null)));
    }

    static Section patterns() {
        return new Section(
                "access-patterns",
                "Access patterns",
                null,
                List.of(new DataTable(
                        "How each pattern is answered",
                        List.of(
                                Column.text("Pattern"),
                                Column.text("Answered by"),
                                Column.text("On"),
                                Column.text("Read order"),
                                Column.number("Items read"),
                                Column.number("Read units")),
                        List.of(
                                pattern("customer by id", badge(Tone.GOOD, "GetItem"), "table", 1, "0.5"),
                                pattern("orders of a customer", badge(Tone.GOOD, "Query"), "table", 31, "4.5"),
                                pattern("customer by email", badge(Tone.GOOD, "Query"), "gsi1", 1, "0.5"),
                                pattern(
                                        "orders above a total",
                                        badge(Tone.WARNING, "Scan"),
                                        "table",
                                        21_730_112,
                                        "1,149,000")),
                        "Read units are those of an eventually consistent read of an average answer.")));
    }

    private static List<Cell> pattern(String name, Cell answer, String on, long items, String units) {
        return List.of(text(name), answer, code(on), text("as declared"), count(items), text(units));
    }

    static Section plan() {
        Block timeline = new Timeline(
                "Order of the load at 5,000 write units/s",
                "Entity",
                List.of(
                        new Span("Customer", Duration.ZERO, Duration.ofMinutes(19), "8 ranges, 4,408,234 items"),
                        new Span("Product", Duration.ofMinutes(19), Duration.ofSeconds(41), "1 range, 118,204 items"),
                        new Span(
                                "Order",
                                Duration.ofSeconds(1_181),
                                Duration.ofMinutes(118),
                                "32 ranges, 14,823,804 items"),
                        new Span(
                                "Session",
                                Duration.ofSeconds(8_261),
                                Duration.ofMinutes(13),
                                "4 ranges, 2,379,870 items")),
                "Throttling by the hot partition of \"gsi2\" is not included.");
        return new Section(
                "plan",
                "Plan and cost",
                "Write units of the table and of every index entry, each rounded up to 1 KB.",
                List.of(
                        timeline,
                        new Facts(List.of(
                                Fact.of("Write units", 45_301_880),
                                Fact.of("Load, on demand", "$32.40"),
                                Fact.of("Load, provisioned at 5,000", "$9.19"),
                                Fact.of("Storage, a month", "$2.68"),
                                Fact.of("Prices of", "eu-central-1, 2026-11-01"))),
                        new Paragraph("Prices are list prices without taxes, discounts or the free tier.")));
    }

    static Section source() {
        return new Section(
                "source",
                "Source",
                "Whether the login sees everything, and what the reads would cost the source.",
                List.of(new Findings(
                        List.of(
                                new Finding(
                                        Severity.PROBLEM,
                                        "row-level-security",
                                        "table \"customers\"",
                                        "the policy \"tenant_only\" hides rows from the login \"rowlift\"",
                                        "grant it BYPASSRLS, or read as the owner of the table",
                                        null,
                                        0,
                                        List.of()),
                                Finding.of(
                                        Severity.WARNING,
                                        "missing-index",
                                        "table \"order_lines\"",
                                        "no index begins with \"order_id\": every chunk of orders would scan"
                                                + " 41,220,118 rows",
                                        "create index on order_lines (order_id)"),
                                Finding.of(
                                        Severity.NOTE,
                                        "connections",
                                        "source",
                                        "9 of 100 connections are in use, and the job opens 6",
                                        null)),
                        "The source can be read as it is.")));
    }
}
