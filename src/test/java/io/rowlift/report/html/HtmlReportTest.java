package io.rowlift.report.html;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.rowlift.report.Report;
import io.rowlift.report.Report.Contents;
import io.rowlift.report.Section;
import io.rowlift.report.Timeline;
import io.rowlift.report.Timeline.Span;
import io.rowlift.report.Tone;
import io.rowlift.report.Unit;
import io.rowlift.report.Verdict;
import io.rowlift.report.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

    private static final Path GOLDEN = Path.of("src/test/resources/report/small.html");

    /** Write it anew with {@code -Dgolden.write=true}, and read what has changed. */
    @Test
    void smallReport() throws IOException {
        String page = HtmlReport.render(small())
                .replace(Stylesheet.CSS, "(the stylesheet)")
                .replaceFirst("sha256-[A-Za-z0-9+/]{43}=", "(its hash)");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, page);
        }
        assertThat(page).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void theGoldenReportHasEveryBlockAndEveryCell() {
        List<Block> blocks = small().sections().get(0).blocks();
        assertThat(names(blocks)).containsAll(permitted(Block.class));

        DataTable table = (DataTable)
                blocks.stream().filter(DataTable.class::isInstance).findFirst().orElseThrow();
        assertThat(names(table.rows().get(0))).containsAll(permitted(Cell.class));
    }

    private static List<String> names(List<?> values) {
        return values.stream().map(value -> value.getClass().getName()).toList();
    }

    private static List<String> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getName)
                .toList();
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "<script>alert(1)</script>",
                "</style></title><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "javascript:alert(1)",
                "a&amp;b &lt;",
                "\u202egnp.exe",
                "nul\u0000 bell\u0007 line\n feed \u2028 \ud800",
                "k".repeat(2048));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void aTextIsATextEverywhere(String hostile) {
        String harmless = HtmlReport.render(everywhere("text"));
        String page = HtmlReport.render(everywhere(hostile));

        assertThat(Page.of(page).tags())
                .extracting(Page.Tag::name)
                .containsExactlyElementsOf(
                        Page.of(harmless).tags().stream().map(Page.Tag::name).toList());
        assertThat(Page.of(page).tags())
                .extracting(tag -> tag.attributes().keySet())
                .containsExactlyElementsOf(Page.of(harmless).tags().stream()
                        .map(tag -> tag.attributes().keySet())
                        .toList());
        assertThat(page).doesNotContain("<script", "<img", "\u202e", "\u0000", "\u0007", "\u2028", "\ud800");
    }

    @Test
    void whatCannotBeSeenIsShown() {
        assertThat(VisibleOutput.visible("A\u202eB\u0000\u00a0\n\ud83d\ude00\ud800\u200d"))
                .isEqualTo("A⟨U+202E⟩B⟨U+0000⟩\u00a0⟨U+000A⟩\ud83d\ude00⟨U+D800⟩⟨U+200D⟩");
    }

    @Test
    void saysWhetherItHoldsValues() {
        assertThat(HtmlReport.render(Samples.passed()))
                .contains("<strong>Keys, no other values.</strong>")
                .doesNotContain("--show-values");
        assertThat(HtmlReport.render(Samples.warned()))
                .contains("<strong>Contains values of rows.</strong>", "<code>--show-values</code>");
    }

    private static Report everywhere(String text) {
        Finding finding =
                new Finding(Severity.PROBLEM, text, text, text, text, new Location(text, 1), 9, List.of(text, text));
        return new Report(
                text,
                text,
                List.of(Fact.of(text, text), new Fact(text, Cell.code(text))),
                new Verdict(Outcome.FAIL, text, List.of(Fact.of(text, 1))),
                List.of(new Section(
                        "all",
                        text,
                        text,
                        List.of(
                                new Paragraph(text),
                                new Facts(List.of(Fact.of(text, text))),
                                new Findings(List.of(finding), text),
                                new Findings(List.of(), text),
                                new DataTable(
                                        text,
                                        List.of(Column.text(text), Column.number(text)),
                                        List.of(List.of(Cell.code(text), Cell.badge(Tone.GOOD, text))),
                                        text),
                                new Histogram(
                                        text,
                                        text,
                                        Unit.BYTES,
                                        Scale.LINEAR,
                                        List.of(new Bucket(0, 1, 1)),
                                        List.of(new Marker(text, 0, text)),
                                        text),
                                new Bars(text, text, text, Unit.COUNT, List.of(new Bar(text, 1, 1, Tone.PLAIN)), text),
                                new Timeline(
                                        text,
                                        text,
                                        List.of(new Span(text, Duration.ZERO, Duration.ZERO, text)),
                                        text)))),
                Contents.KEYS);
    }

    private static Report small() {
        Finding finding = new Finding(
                Severity.PROBLEM,
                "key-collision",
                "entity \"Order\", item 1",
                "2 rows make the key of another row",
                "add \"{id}\" to the sort key",
                new Location("shop.yaml", 14),
                2,
                List.of("orders(id=1)"));
        return new Report(
                "Validation",
                "shop",
                List.of(new Fact("Source", Cell.code("postgresql://localhost/shop"))),
                new Verdict(Outcome.FAIL, "1 problem stands in the way.", List.of(Fact.of("rows read", 1_234))),
                List.of(new Section(
                        "keys",
                        "Keys",
                        "Every key was looked at.",
                        List.of(
                                new Paragraph("One of each."),
                                new Facts(List.of(Fact.of("Prices of", "2026-11-01"))),
                                new Findings(List.of(finding), "Nothing."),
                                cells(),
                                new Histogram(
                                        "Sizes",
                                        "items",
                                        Unit.BYTES,
                                        Scale.LINEAR,
                                        List.of(new Bucket(0, 512, 8), new Bucket(512, 1024, 2)),
                                        List.of(
                                                new Marker("p50", 256, null),
                                                new Marker("Largest", 1000, "orders(id=1)")),
                                        null),
                                new Bars(
                                        "Heat",
                                        "Partition key",
                                        "Items",
                                        Unit.COUNT,
                                        List.of(new Bar("A", 3, 0.75, Tone.WARNING), new Bar("B", 1, 0.25, Tone.PLAIN)),
                                        "The 2 largest of 2."),
                                new Timeline(
                                        "Load",
                                        "Entity",
                                        List.of(
                                                new Span("Order", Duration.ZERO, Duration.ofMinutes(3), "1 range"),
                                                new Span("Item", Duration.ofMinutes(3), Duration.ofMinutes(1), null)),
                                        null)))),
                Contents.KEYS);
    }

    private static DataTable cells() {
        return new DataTable(
                "Every cell",
                List.of(
                        Column.text("Text"),
                        Column.text("Code"),
                        Column.number("Count"),
                        Column.number("Bytes"),
                        Column.number("Share"),
                        Column.number("Time"),
                        Column.text("Moment"),
                        Column.text("Badge"),
                        Column.text("None")),
                List.of(List.of(
                        Cell.text("words"),
                        Cell.code("ORDER#1"),
                        Cell.count(12_345),
                        Cell.bytes(1_536),
                        Cell.share(0.125),
                        Cell.time(Duration.ofSeconds(90)),
                        Cell.moment(Instant.parse("2026-11-23T02:30:11Z")),
                        Cell.badge(Tone.GOOD, "Proved"),
                        Cell.none())),
                "The only row.");
    }
}
