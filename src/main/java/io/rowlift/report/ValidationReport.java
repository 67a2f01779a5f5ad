package io.rowlift.report;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.DataTable.Column;
import io.rowlift.report.Verdict.Outcome;
import io.rowlift.validate.Distribution;
import io.rowlift.validate.HeatMap;
import io.rowlift.validate.KeyVerdict;
import io.rowlift.validate.LoadCost;
import io.rowlift.validate.LoadPlan;
import io.rowlift.validate.Pace;
import io.rowlift.validate.SurveyedEntity;
import io.rowlift.validate.SurveyedTable;
import io.rowlift.validate.Validation;
import io.rowlift.validate.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A dry run as a report: what stands in the way first, then what would be written, where and at what price. */
public final class ValidationReport {

    /** Above this share of all writes one partition key stands out. */
    private static final double HOT = 0.25;

    private final Validation validation;

    private ValidationReport(Validation validation) {
        this.validation = validation;
    }

    /**
     * Returns the report.
     *
     * @param title the job's name
     * @param facts where it comes from
     */
    public static Report of(String title, List<Fact> facts, Validation validation) {
        ValidationReport report = new ValidationReport(validation);
        List<Section> sections = new ArrayList<>();
        sections.add(report.findings());
        sections.add(report.keys());
        sections.add(report.sizes());
        sections.add(report.heat());
        if (!validation.patterns().isEmpty()) {
            sections.add(report.patterns());
        }
        LoadPlan plan = validation.plan();
        if (plan != null) {
            sections.add(report.plan(plan));
        }
        return new Report(
                "Validation",
                title,
                facts,
                report.verdict(),
                sections,
                validation.values() ? Report.Contents.VALUES : Report.Contents.KEYS);
    }

    private Verdict verdict() {
        long problems = validation.count(Severity.PROBLEM);
        long warnings = validation.count(Severity.WARNING);
        Outcome outcome = outcome(problems, warnings);
        String sentence = switch (outcome) {
            case PASS -> "Nothing stands in the way of this migration.";
            case WARN ->
                "Nothing stands in the way of this migration, but " + Figures.count(warnings, "thing")
                        + " should be decided knowingly.";
            case FAIL ->
                Figures.count(problems, "problem") + (problems == 1 ? " stands" : " stand")
                        + " in the way of this migration.";
        };
        return new Verdict(
                outcome,
                sentence,
                List.of(
                        Fact.of(validation.sampled() ? "rows looked at (a sample)" : "rows", validation.rows()),
                        Fact.of(
                                "rejected",
                                validation.entities().stream()
                                        .mapToLong(SurveyedEntity::rejected)
                                        .sum()),
                        Fact.of(
                                "items",
                                validation.entities().stream()
                                        .mapToLong(SurveyedEntity::items)
                                        .sum())));
    }

    private static Outcome outcome(long problems, long warnings) {
        if (problems > 0) {
            return Outcome.FAIL;
        }
        return warnings > 0 ? Outcome.WARN : Outcome.PASS;
    }

    private Section findings() {
        List<Finding> all = validation.findings();
        return new Section(
                "findings", "Findings", null, List.of(new Findings(all, "Nothing was found that needs a decision.")));
    }

    private Section keys() {
        List<List<Cell>> rows = validation.entities().stream()
                .map(entity -> List.of(
                        Cell.code(entity.entity()),
                        Cell.count(entity.rows()),
                        Cell.count(entity.rejected()),
                        Cell.count(entity.items()),
                        badge(entity.keys().outcome()),
                        Cell.text(entity.keys().argument())))
                .toList();
        return new Section(
                "entities",
                "Entities and their keys",
                "PROVED: no two rows can end in one item, whatever is written later. CHECKED: none do among the rows that"
                        + " were read. DISPROVED: some do.",
                List.of(new DataTable(
                        "Rows, items and keys by entity",
                        List.of(
                                Column.text("Entity"),
                                Column.number("Rows"),
                                Column.number("Rejected"),
                                Column.number("Items"),
                                Column.text("Keys"),
                                Column.text("Why")),
                        rows,
                        null)));
    }

    private static Cell badge(KeyVerdict.Outcome outcome) {
        Tone tone = switch (outcome) {
            case PROVED -> Tone.GOOD;
            case CHECKED -> Tone.PLAIN;
            case UNKNOWN -> Tone.WARNING;
            case DISPROVED -> Tone.PROBLEM;
        };
        return Cell.badge(tone, outcome.name());
    }

    private Section sizes() {
        List<Block> blocks = new ArrayList<>();
        for (SurveyedTable table : validation.tables()) {
            histogram(
                    "Size of the items of table \"" + table.table() + "\"", "items", Unit.BYTES, table.sizes(), blocks);
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (SurveyedEntity entity : validation.entities()) {
            entity.sizes()
                    .forEach((table, sizes) -> rows.add(List.of(
                            Cell.code(entity.entity()),
                            Cell.bytes(sizes.median()),
                            Cell.bytes(sizes.p99()),
                            Cell.bytes(sizes.max()),
                            row(sizes))));
            for (Map.Entry<String, Distribution> embed : entity.embeds().entrySet()) {
                histogram(
                        "Length of embed \"" + embed.getKey() + "\" of \"" + entity.entity() + "\"",
                        "rows",
                        Unit.COUNT,
                        embed.getValue(),
                        blocks);
            }
        }
        blocks.add(new DataTable(
                "Item sizes by entity",
                List.of(
                        Column.text("Entity"),
                        Column.number("p50"),
                        Column.number("p99"),
                        Column.number("Largest"),
                        Column.text("Its row")),
                rows,
                null));
        return new Section(
                "sizes",
                "Sizes",
                "As DynamoDB counts them; it takes items of up to 409,600 bytes and charges each started kilobyte.",
                blocks);
    }

    private static Cell row(Distribution distribution) {
        return distribution.maxRow() == null
                ? Cell.none()
                : Cell.code(distribution.maxRow().toString());
    }

    private static void histogram(
            String title, String things, Unit unit, Distribution distribution, List<Block> blocks) {
        if (distribution.count() == 0) {
            return;
        }
        List<Histogram.Bucket> buckets = distribution.buckets().stream()
                .map(bucket -> new Histogram.Bucket(bucket.from(), bucket.to() + 1L, bucket.count()))
                .toList();
        String row =
                distribution.maxRow() == null ? null : distribution.maxRow().toString();
        blocks.add(new Histogram(
                title,
                things,
                unit,
                Histogram.Scale.LOGARITHMIC,
                buckets,
                List.of(
                        new Histogram.Marker("p50", distribution.median(), null),
                        new Histogram.Marker("p99", distribution.p99(), null),
                        new Histogram.Marker("max", distribution.max(), row)),
                null));
    }

    private Section heat() {
        List<Block> blocks = new ArrayList<>();
        for (SurveyedTable table : validation.tables()) {
            bars("table \"" + table.table() + "\"", table.heat(), blocks);
            table.indexHeat().forEach((index, heat) -> bars("index \"" + index + "\"", heat, blocks));
        }
        List<List<Cell>> rows = validation.entities().stream()
                .map(entity -> List.of(Cell.code(entity.entity()), Cell.share(entity.hottest())))
                .toList();
        blocks.add(new DataTable(
                "Share of the writes of a chunk that go to one partition key, in the order in which rows are read",
                List.of(Column.text("Entity"), Column.number("Hottest key")),
                rows,
                null));
        return new Section(
                "heat",
                "Heat",
                "DynamoDB takes 1,000 write units per second and partition. A key that gets much of what is written slows"
                        + " the load, and later the application.",
                blocks);
    }

    private static void bars(String what, HeatMap heat, List<Block> blocks) {
        if (heat.largest().isEmpty()) {
            return;
        }
        List<Bars.Bar> bars = heat.largest().stream()
                .map(partition -> {
                    double share = heat.units() == 0 ? 0 : (double) partition.units() / heat.units();
                    return new Bars.Bar(
                            partition.key(), partition.units(), share, share >= HOT ? Tone.WARNING : Tone.PLAIN);
                })
                .toList();
        String note = heat.partitions() >= 0
                ? Figures.count(heat.partitions(), "partition key") + " in all."
                : "There are more partition keys than were kept; each figure may be too small by "
                        + Figures.count(heat.error()) + ".";
        blocks.add(
                new Bars("Largest partition keys of " + what, "Partition key", "Write units", Unit.COUNT, bars, note));
        blocks.add(new DataTable(
                "Items and bytes of the largest partition keys of " + what,
                List.of(
                        Column.text("Partition key"),
                        Column.number("Items"),
                        Column.number("Bytes"),
                        Column.number("Write units")),
                heat.largest().stream()
                        .map(partition -> List.of(
                                Cell.code(partition.key()),
                                Cell.count(partition.items()),
                                Cell.bytes(partition.bytes()),
                                Cell.count(partition.units())))
                        .toList(),
                null));
    }

    private Section patterns() {
        List<List<Cell>> rows = validation.patterns().stream()
                .map(pattern -> List.of(
                        Cell.code(pattern.name()),
                        Cell.text(pattern.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                        Cell.code(
                                pattern.index() == null ? pattern.table() : pattern.table() + " / " + pattern.index()),
                        Cell.code(pattern.condition()),
                        Cell.text(String.join(", ", pattern.entities()))))
                .toList();
        return new Section(
                "patterns",
                "Access patterns",
                "How DynamoDB answers what the application will ask, by the mapping alone.",
                List.of(new DataTable(
                        "Access patterns",
                        List.of(
                                Column.text("Pattern"),
                                Column.text("Answered by"),
                                Column.text("Table or index"),
                                Column.text("Key condition"),
                                Column.text("Can return items of")),
                        rows,
                        null)));
    }

    private Section plan(LoadPlan plan) {
        List<Block> blocks = new ArrayList<>();
        List<List<Cell>> parts = new ArrayList<>();
        plan.loads().forEach(load -> {
            parts.add(part(load.design().name(), load.own()));
            load.indexes()
                    .forEach((index, volume) -> parts.add(part(load.design().name() + " / " + index, volume)));
        });
        blocks.add(new DataTable(
                "What is written, by table and index",
                List.of(
                        Column.text("Table"),
                        Column.number("Items"),
                        Column.number("Size"),
                        Column.number("Stored"),
                        Column.number("Write units")),
                parts,
                null));
        blocks.add(new DataTable(
                "How long it takes at least, by what limits it",
                List.of(Column.text("Limit"), Column.number("Units per second"), Column.number("Time")),
                plan.paces().stream().map(ValidationReport::pace).toList(),
                "The target's side alone; how fast the source is read is not part of it."));
        if (plan.total().writeUnits() > 0) {
            blocks.add(order(plan));
        }
        LoadCost cost = plan.cost();
        if (cost != null) {
            blocks.add(cost(cost));
        } else if (plan.unpriced() != null) {
            blocks.add(new Paragraph("Cost: " + plan.unpriced() + "."));
        }
        return new Section("plan", "The load", null, blocks);
    }

    /** Entities are loaded one after the other; each takes the time that its share of the write units takes. */
    private Block order(LoadPlan plan) {
        List<Timeline.Span> spans = new ArrayList<>();
        Duration start = Duration.ZERO;
        for (SurveyedEntity entity : validation.entities()) {
            double share = (double) entity.writeUnits() / plan.total().writeUnits();
            Duration length = Duration.ofMillis(Math.round(plan.duration().toMillis() * share));
            String detail = Figures.count(entity.ranges(), "range") + ", " + Figures.count(entity.items(), "item")
                    + ", " + Figures.count(entity.writeUnits(), "write unit");
            spans.add(new Timeline.Span(entity.entity(), start, length, detail));
            start = start.plus(length);
        }
        return new Timeline(
                "The order of the load",
                "Entity",
                spans,
                "One entity after the other; its ranges are worked on by several workers, in the order of their keys.");
    }

    private static List<Cell> part(String name, Volume volume) {
        return List.of(
                Cell.code(name),
                Cell.count(volume.items()),
                Cell.bytes(volume.bytes()),
                Cell.bytes(volume.storedBytes()),
                Cell.count(volume.writeUnits()));
    }

    private static List<Cell> pace(Pace pace) {
        return List.of(
                Cell.text(pace.limit().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                Cell.count(pace.unitsPerSecond()),
                Cell.time(pace.duration()));
    }

    private static Block cost(LoadCost cost) {
        String currency = cost.prices().currency() + " ";
        return new Facts(List.of(
                Fact.of("Prices", cost.prices().region() + ", " + cost.prices().date()),
                Fact.of("Load on demand", currency + cost.loadOnDemand()),
                Fact.of(
                        "Load provisioned",
                        currency + cost.loadProvisioned() + " for " + Figures.count(cost.provisionedUnits(), "unit")
                                + " and " + Figures.count(cost.provisionedHours(), "hour")),
                Fact.of("Storage per month", currency + cost.storageMonth()),
                Fact.of("Provisioned capacity per month", currency + cost.capacityMonth())));
    }
}
