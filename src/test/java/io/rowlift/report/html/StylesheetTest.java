package io.rowlift.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StylesheetTest {

    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");
    private static final String DARK = "@media (prefers-color-scheme: dark)";

    @Test
    void theContrastOfTwoColours() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21, within(0.001));
        assertThat(contrast("#ffffff", "#ffffff")).isEqualTo(1, within(0.001));
        assertThat(contrast("#767676", "#ffffff")).isEqualTo(4.54, within(0.01));
    }

    /** WCAG 2.2, 1.4.3 for text and 1.4.11 for what a plot is made of, level AA. */
    @ParameterizedTest
    @CsvSource({
        "text, page, 4.5",
        "text, surface, 4.5",
        "muted, page, 4.5",
        "muted, surface, 4.5",
        "muted, sunken, 4.5",
        "accent, page, 4.5",
        "accent, surface, 4.5",
        "good, surface, 4.5",
        "good, good-soft, 4.5",
        "warning, page, 4.5",
        "warning, surface, 4.5",
        "warning, warning-soft, 4.5",
        "problem, page, 4.5",
        "problem, surface, 4.5",
        "problem, problem-soft, 4.5",
        "accent, track, 3",
        "warning, track, 3",
        "problem, track, 3",
    })
    void colourStandsOut(String front, String back, double least) {
        int dark = Stylesheet.CSS.indexOf(DARK);
        Map<String, String> inLight = colours(Stylesheet.CSS.substring(0, dark));
        Map<String, String> inDark = colours(Stylesheet.CSS.substring(dark, Stylesheet.CSS.indexOf("\n}\n", dark)));

        assertThat(inDark).hasSameSizeAs(inLight);
        assertThat(contrast(inLight.get(front), inLight.get(back)))
                .as("in light")
                .isGreaterThanOrEqualTo(least);
        assertThat(contrast(inDark.get(front), inDark.get(back))).as("in dark").isGreaterThanOrEqualTo(least);
    }

    @Test
    void thePolicyNamesThisStylesheetAlone() {
        assertThat(Stylesheet.POLICY)
                .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action"
                        + " 'none'");
    }

    private static Map<String, String> colours(String css) {
        Map<String, String> colours = new HashMap<>();
        Matcher colour = COLOUR.matcher(css);
        while (colour.find()) {
            colours.put(colour.group(1), colour.group(2));
        }
        return colours;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * part(rgb >> 16) + 0.7152 * part(rgb >> 8) + 0.0722 * part(rgb);
    }

    private static double part(int value) {
        double part = (value & 0xff) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
