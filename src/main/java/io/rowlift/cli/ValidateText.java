package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import io.rowlift.cli.console.TextTable;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.Figures;
import io.rowlift.validate.Distribution;
import io.rowlift.validate.HeatMap;
import io.rowlift.validate.LoadCost;
import io.rowlift.validate.LoadPlan;
import io.rowlift.validate.Pace;
import io.rowlift.validate.ResolvedPattern;
import io.rowlift.validate.SurveyedEntity;
import io.rowlift.validate.SurveyedTable;
import io.rowlift.validate.Validation;
import io.rowlift.validate.Volume;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A dry run's outcome for people: the findings last, next to the prompt. */
final class ValidateText {

    /** Characters of a key that a table shows. */
    private static final int KEY = 40;

    private ValidateText() {}

    static void print(Validation validation, PrintWriter out) {
        printEntities(validation, out);
        out.println();
        printTables(validation, out);
        out.println();
        if (!validation.patterns().isEmpty()) {
            printPatterns(validation, out);
            out.println();
        }
        LoadPlan plan = validation.plan();
        if (plan != null) {
            printPlan(plan, out);
            out.println();
        }
        validation.findings().forEach(finding -> print(finding, out));
        if (!validation.findings().isEmpty()) {
            out.println();
        }
        out.println(verdict(validation));
    }

    static String verdict(Validation validation) {
        return verdict(
                validation.count(Severity.PROBLEM),
                validation.count(Severity.WARNING),
                validation.rows(),
                validation.sampled(),
                validation.duration());
    }

    static String verdict(long problems, long warnings, long rows, boolean sampled, Duration duration) {
        String read = count(rows, "row") + (sampled ? " of a sample" : "") + " read in " + Figures.duration(duration)
                + ", nothing written";
        return problems == 0
                ? "Ready to migrate: no problems, " + count(warnings, "warning") + ". " + read + "."
                : "Not ready: " + count(problems, "problem") + ", " + count(warnings, "warning") + ". " + read + ".";
    }

    private static void printEntities(Validation validation, PrintWriter out) {
        TextTable table =
                new TextTable(1, "entity", "ranges", "rows", "rejected", "items", "p50", "p99", "max bytes", "keys");
        for (SurveyedEntity entity : validation.entities()) {
            for (Map.Entry<String, Distribution> sizes : entity.sizes().entrySet()) {
                Distribution bytes = sizes.getValue();
                table.line(
                        entity.entity(),
                        count(entity.ranges()),
                        count(entity.rows()),
                        count(entity.rejected()),
                        count(entity.items()),
                        count(bytes.median()),
                        count(bytes.p99()),
                        count(bytes.max()),
                        entity.keys().outcome().name().toLowerCase(Locale.ROOT));
            }
        }
        table.print(out);
    }

    private static void printTables(Validation validation, PrintWriter out) {
        TextTable table = new TextTable(2, "table", "index", "items", "bytes", "write units", "largest partition key");
        for (SurveyedTable surveyed : validation.tables()) {
            line(table, surveyed.table(), "", surveyed.load().own(), surveyed.heat());
            surveyed.load()
                    .indexes()
                    .forEach((name, volume) -> line(
                            table,
                            "",
                            name,
                            volume,
                            Objects.requireNonNull(surveyed.indexHeat().get(name), "every index has a heat")));
        }
        table.print(out);
    }

    private static void line(TextTable table, String name, String index, Volume volume, HeatMap heat) {
        table.line(
                name,
                index,
                count(volume.items()),
                count(volume.bytes()),
                count(volume.writeUnits()),
                share(heat.largestShare())
                        + (heat.largest().isEmpty()
                                ? ""
                                : "  " + cut(heat.largest().get(0).key())));
    }

    private static String cut(String key) {
        return key.length() <= KEY ? key : key.substring(0, KEY) + "...";
    }

    private static void printPatterns(Validation validation, PrintWriter out) {
        TextTable table = new TextTable(4, "pattern", "by", "of", "key condition");
        for (ResolvedPattern pattern : validation.patterns()) {
            String index = pattern.index();
            table.line(
                    pattern.name(),
                    pattern.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    index == null ? pattern.table() : pattern.table() + " / " + index,
                    pattern.condition());
        }
        table.print(out);
    }

    private static void printPlan(LoadPlan plan, PrintWriter out) {
        out.println("Load: " + count(plan.total().writeUnits(), "write unit") + ", indexes included; "
                + count(plan.total().storedBytes()) + " bytes stored.");
        for (Pace pace : plan.paces()) {
            out.println("  at least " + Figures.wholeSeconds(pace.duration()) + " " + limit(pace));
        }
        LoadCost cost = plan.cost();
        String currency = cost == null ? "" : cost.prices().currency() + " ";
        if (cost != null) {
            out.println("Cost in " + cost.prices().region() + " by the prices of "
                    + cost.prices().date() + ": load " + currency + cost.loadOnDemand() + " on demand, or " + currency
                    + cost.loadProvisioned() + " with " + count(cost.provisionedUnits()) + " provisioned units for "
                    + count(cost.provisionedHours(), "hour") + "; storage " + currency + cost.storageMonth()
                    + " a month.");
        } else if (plan.unpriced() != null) {
            out.println("Cost: " + plan.unpriced() + ".");
        }
    }

    private static String limit(Pace pace) {
        String rate = count(pace.unitsPerSecond()) + " units/s";
        return switch (pace.limit()) {
            case CEILING -> "by the job's maxWriteUnits (" + rate + ")";
            case NEW_ON_DEMAND -> "by a new on-demand table (" + rate + " until it has grown)";
            case PROVISIONED -> "by the provisioned capacity (" + rate + ")";
            case PARTITION -> "by the largest partition key (" + rate + " per partition)";
        };
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    static void print(Finding finding, PrintWriter out) {
        String place = finding.location() == null ? "" : finding.location() + ": ";
        out.println(finding.severity().name() + " [" + finding.code() + "] " + place + finding.subject() + ": "
                + finding.message());
        finding.examples().forEach(example -> out.println("    " + example));
        int named = finding.examples().size();
        if (named > 0 && finding.count() > named) {
            out.println("    and " + count(finding.count() - named) + " more");
        }
        if (finding.remedy() != null) {
            out.println("  → " + finding.remedy());
        }
    }
}
