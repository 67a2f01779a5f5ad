package io.rowlift.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowlift.report.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Reports as Chromium shows them; leaves screenshots in {@code target/report-screenshots} for people to look at. */
class ReportInBrowserIT {

    private static final Path SCREENSHOTS = Path.of("target", "report-screenshots");
    private static final List<String> SCHEMES = List.of("light", "dark");
    private static final List<Integer> WIDTHS = List.of(1280, 390);

    /** Text with less contrast to what is behind it than WCAG's level AA asks for. */
    private static final String LOW_CONTRAST = """
            (() => {
              const rgb = text => text.match(/[\\d.]+/g).map(Number);
              const part = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
              const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
              const behind = element => {
                for (let e = element; e; e = e.parentElement) {
                  const c = rgb(getComputedStyle(e).backgroundColor);
                  if (c.length === 3 || c[3] === 1) return c;
                }
                return [255, 255, 255];
              };
              const found = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || element.closest('title,desc')) continue;
                const style = getComputedStyle(element);
                const svg = element.namespaceURI.endsWith('svg');
                const a = light(rgb(svg ? style.fill : style.color)), b = light(behind(element));
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (contrast < 4.5) found.push(contrast.toFixed(2) + ' ' + texts.currentNode.data.trim());
              }
              return found;
            })()""";

    /** What sticks out of the page on the right, except inside what can be scrolled. */
    private static final String OVERFLOWING = """
            [...document.body.querySelectorAll('*')]
              .filter(e => !e.closest('.scroll table, .skip, .unseen')
                && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map(e => e.tagName + '.' + e.getAttribute('class') + ' ' + e.textContent.trim().slice(0, 40))""";

    @TempDir(cleanup = CleanupMode.NEVER)
    static Path directory;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path program = Browser.program().orElse(null);
        assumeTrue(program != null, "no Chromium on the PATH or in -Drowlift.chromium: the report is not looked at");
        Files.createDirectories(SCREENSHOTS);
        browser = Browser.start(program, Files.createDirectories(directory.resolve("profile")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void isCompleteInBothSchemesAndAtBothWidths() throws IOException, InterruptedException {
        for (Map.Entry<String, Report> report : reports().entrySet()) {
            URI page = page(report.getKey(), report.getValue());
            Tab tab = browser.open(page);
            for (String scheme : SCHEMES) {
                tab.setColours(scheme);
                for (int width : WIDTHS) {
                    tab.setWidth(width);
                    String look = report.getKey() + "-" + scheme + "-" + width;
                    Files.write(SCREENSHOTS.resolve(look + ".png"), tab.screenshot());
                    assertThat(texts(tab.evaluate(LOW_CONTRAST))).as(look).isEmpty();
                    assertThat(texts(tab.evaluate(OVERFLOWING))).as(look).isEmpty();
                    assertThat(tab.evaluate("document.documentElement.scrollWidth")
                                    .asInt())
                            .as(look)
                            .isEqualTo(width);
                }
            }
            assertThat(tab.complaints()).as(report.getKey()).isEmpty();
            assertThat(tab.requests()).containsExactly(page.toString());
            assertThat(tab.evaluate("document.scripts.length").asInt()).isZero();
        }
    }

    @Test
    void followsTheColourSchemeOfTheReader() throws IOException, InterruptedException {
        Tab tab = browser.open(page("scheme", Samples.passed()));

        tab.setColours("light");
        String light = background(tab);
        tab.setColours("dark");
        String dark = background(tab);

        assertThat(light).isEqualTo("rgb(246, 247, 249)");
        assertThat(dark).isEqualTo("rgb(15, 19, 24)");
    }

    @Test
    void thePolicyStopsWhatWouldGetIn() throws IOException, InterruptedException {
        String page = HtmlReport.render(Samples.passed())
                .replace(
                        "<footer>",
                        "<script>document.title = 'pwned'</script><img src='http://127.0.0.1:1/x.png'>"
                                + "<p style='position: fixed'>over all</p><footer>");
        Path file = Files.writeString(directory.resolve("attacked.html"), page);

        Tab tab = browser.open(file.toUri());

        assertThat(tab.evaluate("document.title").asText()).isEqualTo("Verification of shop-to-dynamodb: Passed");
        assertThat(tab.evaluate("getComputedStyle(document.querySelector('p[style]')).position")
                        .asText())
                .isEqualTo("static");
        assertThat(tab.complaints()).hasSize(3).allMatch(complaint -> complaint.contains("Content Security Policy"));
    }

    private static Map<String, Report> reports() {
        Map<String, Report> reports = new TreeMap<>();
        reports.put("failed", Samples.failed());
        reports.put("passed", Samples.passed());
        reports.put("warned", Samples.warned());
        return reports;
    }

    private static URI page(String name, Report report) {
        Path file = directory.resolve(name + ".html");
        ReportFile.write(file, report);
        return file.toUri();
    }

    private static String background(Tab tab) {
        return tab.evaluate("getComputedStyle(document.body).backgroundColor").asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
