package io.rowlift.cli.console;

import static io.rowlift.report.Figures.count;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.plan.Job;
import io.rowlift.plan.TargetSettings;
import io.rowlift.report.Figures;
import io.rowlift.target.Traffic;
import java.util.List;

/** The words in which people read counts: of rows that become items, or of rows that are copied. */
public enum CountWords {
    /** For DynamoDB. */
    ITEMS("entity", "Nothing was lost: rows = mapped + rejected, items rendered = items acknowledged.") {
        @Override
        public List<String> headings() {
            return List.of("rows", "mapped", "rejected", "items rendered", "items acknowledged");
        }

        @Override
        public List<String> figures(Counts counts) {
            return List.of(
                    count(counts.rows()),
                    count(counts.mapped()),
                    count(counts.rejected()),
                    count(counts.rendered()),
                    count(counts.acknowledged()));
        }

        @Override
        public List<String> briefHeadings() {
            return List.of("rows", "mapped", "rejected", "items acknowledged");
        }

        @Override
        public List<String> briefFigures(Counts counts) {
            return List.of(
                    count(counts.rows()),
                    count(counts.mapped()),
                    count(counts.rejected()),
                    count(counts.acknowledged()));
        }

        @Override
        public String effort(Traffic traffic) {
            return count(Math.round(traffic.volume()), "write unit") + ", " + setbacks(traffic.setbacks());
        }

        @Override
        public String setbacks(long setbacks) {
            return setbacks == 0 ? "not throttled" : "throttled " + count(setbacks, "time");
        }

        @Override
        public String pace(double volumePerSecond) {
            return Figures.rate(volumePerSecond, "write units");
        }
    },
    /** For relational targets. */
    ROWS("table", "Nothing was lost: rows = written + rejected, and every table holds what its ledger says.") {
        @Override
        public List<String> headings() {
            return List.of("rows", "written", "rejected");
        }

        @Override
        public List<String> figures(Counts counts) {
            return List.of(count(counts.rows()), count(counts.acknowledged()), count(counts.rejected()));
        }

        @Override
        public String effort(Traffic traffic) {
            return Figures.bytes(Math.round(traffic.volume())) + ", " + setbacks(traffic.setbacks());
        }

        @Override
        public String setbacks(long setbacks) {
            return setbacks == 0 ? "nothing repeated" : count(setbacks, "transaction") + " repeated";
        }

        @Override
        public String pace(double volumePerSecond) {
            return Figures.bytes(Math.round(volumePerSecond)) + "/s";
        }
    };

    private final String unit;
    private final String balance;

    CountWords(String unit, String balance) {
        this.unit = unit;
        this.balance = balance;
    }

    /** Returns the words for a job's target. */
    public static CountWords of(Job job) {
        return job.target() instanceof TargetSettings.Relational ? ROWS : ITEMS;
    }

    /** Returns what is loaded one by one: an entity or a table. */
    public String unit() {
        return unit;
    }

    /** Returns the sentence that says that nothing was lost. */
    public String balance() {
        return balance;
    }

    /** Returns the headings of {@link #figures}. */
    public abstract List<String> headings();

    /** Returns counts, in the order of the headings. */
    public abstract List<String> figures(Counts counts);

    /** Returns the headings of {@link #briefFigures}. */
    public List<String> briefHeadings() {
        return headings();
    }

    /** Returns the counts that tell how far something is. */
    public List<String> briefFigures(Counts counts) {
        return figures(counts);
    }

    /** Returns what a run took, as the end of a sentence. */
    public abstract String effort(Traffic traffic);

    /** Returns how often the target has set a run back. */
    public abstract String setbacks(long setbacks);

    /** Returns how much goes to the target in a second. */
    public abstract String pace(double volumePerSecond);
}
