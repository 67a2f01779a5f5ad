package io.rowlift.validate;

import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there is to say about tables and indexes: partition keys that take too large a share, indexes without entries. */
final class TableFindings {

    /** Fewer write units are through in seconds, whatever partition they go to. */
    private static final long FEW_UNITS = 10_000;

    /** A partition takes 1,000 write units per second, a table at least 4,000. */
    private static final double LARGE_SHARE = 0.25;

    private final Mapping mapping;
    private final PatternCheck patterns;
    private final List<Finding> findings = new ArrayList<>();

    TableFindings(Mapping mapping, PatternCheck patterns) {
        this.mapping = mapping;
        this.patterns = patterns;
    }

    List<Finding> of(List<SurveyedTable> tables) {
        for (SurveyedTable table : tables) {
            TableDesign design = mapping.tables().get(table.table());
            if (design != null) {
                heat("table \"" + table.table() + "\"", table.heat(), design.location());
                table.indexHeat().forEach((name, heat) -> {
                    String subject = PatternCheck.subject(table.table(), name);
                    TableDesign.Index index = design.indexes().get(name);
                    Location location = index == null ? design.location() : index.location();
                    heat(subject, heat, location);
                    if (heat.items() == 0 && table.heat().items() > 0 && !patterns.staysEmpty(table.table(), name)) {
                        empty(subject, location);
                    }
                });
            }
        }
        return findings;
    }

    private void heat(String subject, HeatMap heat, Location location) {
        if (heat.units() >= FEW_UNITS && heat.largestShare() >= LARGE_SHARE) {
            HeatMap.Partition largest = heat.largest().get(0);
            findings.add(new Finding(
                    Severity.WARNING,
                    "hot-partition",
                    subject,
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of all write units go to the partition key \"%s\": DynamoDB takes 1,000 per second"
                                    + " and partition",
                            heat.largestShare() * 100,
                            largest.key()),
                    "spread the key, for example with {id|shard:10}, or leave the index out of rows that do not need it",
                    location,
                    largest.items(),
                    List.of()));
        }
    }

    private void empty(String subject, Location location) {
        findings.add(new Finding(
                Severity.WARNING,
                "index-empty",
                subject,
                "no item has its whole key, so that it has no entries",
                "fill its key attributes under \"index\", or leave it out",
                location,
                0,
                List.of()));
    }
}
