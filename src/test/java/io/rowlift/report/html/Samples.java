package io.rowlift.report.html;

import static io.rowlift.report.Cell.bytes;
import static io.rowlift.report.Cell.code;

import io.rowlift.report.Cell;
import io.rowlift.report.Fact;
import io.rowlift.report.Findings;
import io.rowlift.report.Report;
import io.rowlift.report.Report.Contents;
import io.rowlift.report.Section;
import io.rowlift.report.Verdict;
import io.rowlift.report.Verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reports as the commands make them, of a shop's database. */
final class Samples {

    private Samples() {}

    /** A dry run that found something of every kind. */
    static Report failed() {
        return new Report(
                "Validation",
                "shop-to-dynamodb",
                about("18,204,377 rows of 5 tables, all read"),
                new Verdict(
                        Outcome.FAIL,
                        "5 problems stand in the way of this migration; 1,209 of 18,204,377 rows would be rejected or"
                                + " overwritten.",
                        List.of(
                                Fact.of("problems", 5),
                                Fact.of("warnings", 3),
                                Fact.of("rows read", 18_204_377),
                                Fact.of("items made", 21_730_112),
                                new Fact("in the table", bytes(9_412_337_664L)),
                                new Fact("to load", Cell.time(Duration.ofMinutes(151))))),
                List.of(
                        Evidence.keys(),
                        Evidence.values(),
                        Evidence.order(),
                        Evidence.heat(),
                        Evidence.patterns(),
                        Evidence.plan(),
                        Evidence.source()),
                Contents.KEYS);
    }

    /** A comparison that found nothing. */
    static Report passed() {
        return new Report(
                "Verification",
                "shop-to-dynamodb",
                about("every item, both ways"),
                new Verdict(
                        Outcome.PASS,
                        "The target holds exactly what the source makes.",
                        List.of(
                                Fact.of("items compared", 21_730_112),
                                Fact.of("missing", 0),
                                Fact.of("different", 0),
                                Fact.of("orphans", 0))),
                List.of(new Section(
                        "differences",
                        "Differences",
                        "Every item that the source's rows make was read from the table with a consistent read.",
                        List.of(new Findings(List.of(), "No item is missing, different or left over.")))),
                Contents.KEYS);
    }

    /** One that would succeed, with values that the user asked for. */
    static Report warned() {
        return new Report(
                "Validation",
                "shop-to-dynamodb",
                about("a sample of 20,000 rows for each entity"),
                new Verdict(Outcome.WARN, "Nothing stands in the way; 1 thing should be decided knowingly.", List.of()),
                List.of(new Section("sort-order", "Sort order", null, List.of(Evidence.orderFindings()))),
                Contents.VALUES);
    }

    private static List<Fact> about(String scope) {
        return List.of(
                new Fact("Source", code("postgresql://db.shop.internal:5432/shop")),
                new Fact("Target", code("dynamodb table \"shop\", eu-central-1")),
                new Fact("Mapping", code("mappings/shop.dynamodb.yaml")),
                Fact.of("Scope", scope),
                new Fact("Finished", Cell.moment(Instant.parse("2026-11-23T02:30:11Z"))),
                new Fact("Took", Cell.time(Duration.ofSeconds(1_894))),
                Fact.of("Made by", "Rowlift 0.1.0"));
    }
}
