package io.rowlift.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.report.Report;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessibilityTest {

    static Stream<Report> reports() {
        return Stream.of(Samples.failed(), Samples.passed(), Samples.warned());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyReportCanBeReadByEverybody(Report report) {
        assertThat(Accessibility.problems(HtmlReport.render(report))).isEmpty();
    }

    @Test
    void theSampleHasWhatIsChecked() {
        Page page = Page.of(HtmlReport.render(Samples.failed()));

        assertThat(page.all("svg").stream().filter(svg -> svg.has("role", "img")))
                .hasSize(2);
        assertThat(page.all("table")).hasSize(7);
        assertThat(page.all("h2")).hasSize(8);
        assertThat(page.all("a")).hasSize(8);
    }

    /** Each of these takes something away from a good page. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <html lang="en"        | <html                  | no language
                    <main id="main">       | <div id="main">        | 0 main landmarks
                    <h3>Order of           | <h5>Order of           | h5 after h2
                    role="img"             | role="img2"            | drawing without title
                    <caption               | <div                   | table without caption
                    scope="row"            | data-scope="row"       | table header without scope
                    id="s-heat"            | id="s-plan"            | id "s-plan" twice
                    href="#s-heat"         | href="https://x.test"  | link to https://x.test
                    labelledby="h-heat"    | labelledby="h-hot"     | labelled by h-hot
                    <footer>               | <footer style="top:0"> | attribute style
                    <footer>               | <footer onclick="x()"> | attribute onclick
                    <footer>               | <script></script>      | script or link
                    --page: #f6f7f9        | --page: url(x.png)     | address url(""")
    void theCheckFindsWhatIsMissing(String good, String bad, String problem) {
        String html = HtmlReport.render(Samples.failed());
        assertThat(html).contains(good);

        assertThat(Accessibility.problems(html.replace(good, bad))).anyMatch(found -> found.startsWith(problem));
    }
}
