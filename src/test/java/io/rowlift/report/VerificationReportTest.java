package io.rowlift.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.report.Verdict.Outcome;
import io.rowlift.report.html.HtmlReport;
import io.rowlift.schema.RowKey;
import io.rowlift.verify.AttributeDifference;
import io.rowlift.verify.AttributeDifference.Kind;
import io.rowlift.verify.SharedItems;
import io.rowlift.verify.Verification;
import io.rowlift.verify.Verification.Repair;
import io.rowlift.verify.VerifiedEntity;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import io.rowlift.verify.VerifiedPattern;
import io.rowlift.verify.VerifiedTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationReportTest {

    private static final String HOSTILE = "</td><script>alert(1)</script>\"' \u202e";
    private static final String EXPECTED = "expected <secret>";
    private static final String FOUND = "found <secret>";

    private static final Mapping MAPPING = new Mapping(
            "shop.yaml",
            Map.of(
                    "shop",
                    new TableDesign(
                            "shop",
                            new KeyAttribute("PK", KeyType.S),
                            null,
                            Map.of(),
                            null,
                            new TableDesign.Billing.OnDemand(),
                            new Location("shop.yaml", 4))),
            Map.of(),
            Map.of());

    @Test
    void aCleanComparisonIsOneSentence() {
        Report report = report(verification("A", 0, List.of(), null), false);

        assertThat(report.kind()).isEqualTo("Verification");
        assertThat(report.verdict())
                .isEqualTo(new Verdict(
                        Outcome.PASS,
                        "Source and target are equal.",
                        List.of(
                                Fact.of("rejected rows", 0),
                                Fact.of("items compared by value", 25),
                                Fact.of("missing", 0),
                                Fact.of("different", 0),
                                Fact.of("extra", 0))));
        assertThat(report.sections())
                .extracting(Section::id)
                .containsExactly("differences", "entities", "tables", "patterns", "not-compared");
        assertThat(findings(report)).isEmpty();
    }

    @Test
    void aNoticeIsToBeKnown() {
        Report report = report(verification("A", 0, List.of("the mapping was changed"), null), false);

        assertThat(report.verdict().outcome()).isEqualTo(Outcome.WARN);
        assertThat(report.verdict().sentence()).isEqualTo("Source and target are equal.");
        assertThat(findings(report))
                .containsExactly(Finding.of(Severity.WARNING, "notice", "job", "the mapping was changed", null));
    }

    @Test
    void rejectedRowsAreSaidFirst() {
        Verification equal = verification("A", 0, List.of(), null);
        Verification rejecting = new Verification(
                0,
                List.of(new VerifiedEntity("User", 12, 3, 9, 9, 0, 0, 0, 0, 0, List.of(), List.of())),
                equal.tables(),
                equal.shared(),
                equal.patterns(),
                equal.notices(),
                equal.notCompared(),
                null,
                equal.began(),
                equal.duration());

        Verdict verdict = report(rejecting, false).verdict();

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.sentence())
                .isEqualTo("Source and target are equal, without 3 rows that the mapping rejects.");
        assertThat(verdict.figures()).contains(Fact.of("rejected rows", 3));
    }

    @Test
    void everyKindOfDifferenceIsAFindingWithItsKeys() {
        Report report = report(verification("A", 1, List.of(), null), false);

        assertThat(report.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(report.verdict().sentence()).isEqualTo("5 differences between source and target.");
        assertThat(findings(report))
                .extracting(Finding::severity, Finding::code, Finding::subject, Finding::count, Finding::examples)
                .containsExactly(
                        difference("missing", "entity \"User\"", "shop {\"PK\":{\"S\":\"A\"}} of User(id=A)"),
                        difference("different", "entity \"User\"", "shop {\"PK\":{\"S\":\"A\"}} of User(id=A)"),
                        difference("extra", "table \"shop\"", "shop {\"PK\":{\"S\":\"A\"}}"),
                        difference("shared", "keys", "shop {\"PK\":{\"S\":\"A\"}} of User(id=A) and User(id=A)"),
                        difference("wrong-answer", "pattern \"users\"", "A"));
        assertThat(findings(report))
                .extracting(Finding::message, Finding::remedy)
                .containsExactly(
                        Tuple.tuple(
                                "the target lacks items that rows make",
                                "mend it with \"rowlift verify --repair\", which writes what is missing or different"
                                        + " anew"),
                        Tuple.tuple(
                                "the target holds items with other values",
                                "mend it with \"rowlift verify --repair\", which writes what is missing or different"
                                        + " anew"),
                        Tuple.tuple(
                                "the target holds items that no row makes",
                                "remove them with \"rowlift verify --repair --prune\", after they were written to a"
                                        + " file"),
                        Tuple.tuple(
                                "rows make one item together, so that only one of them is in the target",
                                "add to the key what tells the rows apart, and migrate again"),
                        Tuple.tuple(
                                "the target answers otherwise than the source",
                                "compare the pattern's \"sql\" with the items that it is meant to find"));
    }

    private static Tuple difference(String code, String subject, String example) {
        return Tuple.tuple(Severity.PROBLEM, code, subject, 1L, List.of(example));
    }

    @Test
    void whatWasMendedStaysVisible() {
        Repair repair = new Repair(2, 1, 0, 4, 0, List.of(Path.of("pruned/shop.json")));
        Report report = report(verification("A", 1, List.of(), repair), false);

        assertThat(report.verdict().sentence()).isEqualTo("2 differences between source and target.");
        assertThat(report.sections()).extracting(Section::id).contains("repair");
        assertThat(HtmlReport.render(report)).contains("As found, before they were mended.", "pruned/shop.json");
    }

    @Test
    void hostileKeysAreTexts() {
        String harmless = HtmlReport.render(report(verification("A", 1, List.of("A"), null), true));
        String page = HtmlReport.render(report(verification(HOSTILE, 1, List.of(HOSTILE), null), true));

        assertThat(page)
                .doesNotContain("<script", "\u202e", "<secret>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "expected &lt;secret&gt;");
        assertThat(page.split("<", -1)).hasSameSizeAs(harmless.split("<", -1));
    }

    @Test
    void valuesAreShownOnlyToThoseWhoAskForThem() {
        Verification verification = verification("A", 1, List.of(), null);
        String keys = HtmlReport.render(report(verification, false));
        String values = HtmlReport.render(report(verification, true));

        assertThat(keys)
                .doesNotContain("secret")
                .contains("<strong>Keys, no other values.</strong>", "name", "differs");
        assertThat(values)
                .contains("expected &lt;secret&gt;", "found &lt;secret&gt;")
                .contains("<strong>Contains values of rows.</strong>");
    }

    private static List<Finding> findings(Report report) {
        return ((Findings) report.sections().get(0).blocks().get(0)).findings();
    }

    private static Report report(Verification verification, boolean showValues) {
        return VerificationReport.of("shop", List.of(Fact.of("Job", "shop.yaml")), MAPPING, verification, showValues);
    }

    /** So many differences of each kind, all of one key. */
    private static Verification verification(String text, int each, List<String> notices, @Nullable Repair repair) {
        ItemKey key = new ItemKey("shop", new Value.Str(text), null);
        RowKey row = new RowKey(List.of("id"), List.of(text));
        AttributeDifference attribute =
                new AttributeDifference(text + "name", Kind.DIFFERENT, new Value.Str(EXPECTED), new Value.Str(FOUND));
        Owner owner = new Owner("User", row);
        return new Verification(
                0,
                List.of(new VerifiedEntity(
                        "User",
                        25,
                        0,
                        25,
                        25 - 2 * each,
                        each,
                        each,
                        0,
                        0,
                        0,
                        some(each, new MissingItem(key, row, false)),
                        some(each, new DifferentItem(key, row, List.of(attribute), false)))),
                List.of(new VerifiedTable("shop", 25, 0, each, some(each, key))),
                new SharedItems(each, some(each, new Collision(key, owner, owner, 2, List.of(owner.entity())))),
                List.of(new VerifiedPattern("users", 3, 3, each, some(each, text), null)),
                notices,
                List.of("the order of lists"),
                repair,
                Instant.EPOCH,
                Duration.ofSeconds(1));
    }

    private static <T> List<T> some(int each, T one) {
        return each == 0 ? List.of() : List.of(one);
    }
}
