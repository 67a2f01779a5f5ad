package io.rowlift.validate;

import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of prices: lines {@code [region]}, below each {@code key = value}, and lines that begin with {@code #}.
 * Its own small form rather than YAML, which only the job's and the mapping's reader knows, and rather than Java
 * properties, which take a repeated key in silence.
 */
final class PriceFile {

    private static final List<String> KEYS = List.of(
            "date", "source", "currency", "write-million", "read-million", "write-hour", "read-hour", "storage-month");

    private static final Pattern REGION = Pattern.compile("\\[([a-z0-9-]+)]");
    private static final Pattern ENTRY = Pattern.compile("([^=]+?)\\s*=\\s*(.+)");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");

    private final String file;
    private final Problems problems;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    PriceFile(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns the regions that are complete; everything else is reported. */
    Map<String, RegionPrices> read(String text) {
        Section open = null;
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            Location location = new Location(file, number);
            Matcher region = REGION.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (region.matches()) {
                open = new Section(region.group(1), location);
                if (sections.putIfAbsent(open.region, open) != null) {
                    problems.add(location, "region \"" + open.region + "\" stands here twice", "remove one");
                }
            } else if (open != null && entry.matches()) {
                open.put(entry.group(1), entry.group(2), location);
            } else {
                problems.add(location, "expected [region] or, below one, key = value", null);
            }
        }
        Map<String, RegionPrices> read = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            RegionPrices prices = section.prices();
            if (prices != null) {
                read.put(name, prices);
            }
        });
        return read;
    }

    private record Line(String value, Location location) {}

    private final class Section {

        private final String region;
        private final Location location;
        private final Map<String, Line> lines = new LinkedHashMap<>();

        Section(String region, Location location) {
            this.region = region;
            this.location = location;
        }

        void put(String key, String value, Location at) {
            if (!KEYS.contains(key)) {
                String suggestion = Suggestion.didYouMean(key, KEYS);
                problems.add(
                        at,
                        "unknown key \"" + key + "\"",
                        suggestion != null ? suggestion : "known are " + String.join(", ", KEYS));
            } else if (lines.putIfAbsent(key, new Line(value, at)) != null) {
                problems.add(at, "\"" + key + "\" stands twice in region \"" + region + "\"", "remove one");
            }
        }

        @Nullable
        RegionPrices prices() {
            List<String> missing =
                    KEYS.stream().filter(key -> !lines.containsKey(key)).toList();
            if (!missing.isEmpty()) {
                problems.add(location, "region \"" + region + "\" lacks " + String.join(", ", missing), null);
                return null;
            }
            LocalDate date = date();
            List<BigDecimal> prices =
                    KEYS.subList(3, KEYS.size()).stream().map(this::price).toList();
            return new RegionPrices(
                    region,
                    date,
                    text("source"),
                    text("currency"),
                    prices.get(0),
                    prices.get(1),
                    prices.get(2),
                    prices.get(3),
                    prices.get(4));
        }

        private String text(String key) {
            return line(key).value();
        }

        private Line line(String key) {
            Line line = lines.get(key);
            if (line == null) {
                throw new IllegalStateException(key);
            }
            return line;
        }

        private LocalDate date() {
            try {
                return LocalDate.parse(text("date"));
            } catch (DateTimeParseException e) {
                problems.add(line("date").location(), "\"date\" is no date", "write it as 2026-01-31");
                return LocalDate.EPOCH;
            }
        }

        private BigDecimal price(String key) {
            if (!PRICE.matcher(text(key)).matches()) {
                problems.add(line(key).location(), "\"" + key + "\" is no price", "write digits, as in 0.625");
                return BigDecimal.ZERO;
            }
            return new BigDecimal(text(key));
        }
    }
}
