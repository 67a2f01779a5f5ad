package io.rowlift.validate;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.ItemSize;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What there is to say about the rows of one entity. */
final class EntityFindings {

    /** Above this share of the limit growth will soon be in the way. */
    private static final double NEAR = 0.8;

    /** Above this share one partition key slows the whole load down. */
    private static final double HOT = 0.5;

    /** A key with less than this share of all writes is hot only because of the order of the rows. */
    private static final double NEVER_HOT = 0.1;

    /** Fewer write units are through in seconds, wherever they go. */
    private static final long ENOUGH = 20_000;

    private static final String NUMBER_REMEDY =
            "fix the width of numbers with pad:n, and the fraction of times with iso:n; or ask for no range";

    /** DynamoDB knows neither collations nor the order of an enum's labels. */
    private static final String TEXT_REMEDY =
            "DynamoDB sorts text by its bytes: for the source's order write what sorts alike from a computed column, as the"
                    + " position of an enum's label; or ask for no range";

    private final EntitySurvey survey;
    private final Entity entity;
    private final boolean tooManyRejects;
    private final RowText names;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Looks at what was gathered.
     *
     * @param tooManyRejects whether the rejects of all entities together would end the run
     * @param names how rows are named
     */
    EntityFindings(EntitySurvey survey, boolean tooManyRejects, RowText names) {
        this.survey = survey;
        this.entity = survey.entity();
        this.tooManyRejects = tooManyRejects;
        this.names = names;
    }

    List<Finding> all() {
        rejections();
        expiries();
        survey.sortOrders().forEach(this::sortOrder);
        survey.tables().forEach((name, table) -> size(table.sizes()));
        survey.embeds().forEach(this::embed);
        hotWrites();
        return findings;
    }

    private void rejections() {
        for (Rejections.Reason reason : survey.rejections().reasons()) {
            add(
                    tooManyRejects ? Severity.PROBLEM : Severity.WARNING,
                    "rejected",
                    reason.reason(),
                    tooManyRejects
                            ? "mend the rows or the mapping, or raise rejects.limit in the job"
                            : "the job's rejects.limit allows it",
                    entity.location(),
                    reason.count(),
                    named(reason.rows()));
        }
    }

    /** A partition takes 1,000 write units per second, whatever the table has. */
    private void hotWrites() {
        long units = survey.tables().values().stream()
                .mapToLong(TableSurvey::writeUnits)
                .sum();
        long hottest = survey.tables().values().stream()
                .mapToLong(TableSurvey::hottestUnits)
                .max()
                .orElse(0);
        // a key that is hot whatever the order is reported of its table
        if (survey.hottest() > HOT && units > ENOUGH && hottest < NEVER_HOT * units) {
            add(
                    Severity.WARNING,
                    "hot-writes",
                    String.format(
                            Locale.ROOT,
                            "rows are read in the order of their key, and %.0f%% of what is written at the same time goes to"
                                    + " one partition key of the table or of an index: DynamoDB takes 1,000 write units per"
                                    + " second of it",
                            survey.hottest() * 100),
                    "begin the partition key with what varies from row to row, or spread it with {column|shard:n}",
                    entity.location(),
                    0,
                    List.of());
        }
    }

    private void expiries() {
        TtlSurvey expiries = survey.expiries();
        if (expiries.beyond().count() > 0) {
            add(
                    Severity.PROBLEM,
                    "ttl-not-seconds",
                    "the expiry lies beyond the year 9999 when read as seconds since 1970: these are milliseconds, and"
                            + " the items would stay for ever",
                    "convert them in a computed column, for example with expires / 1000; a column of times takes as:"
                            + " epoch-seconds",
                    entity.location(),
                    expiries.beyond());
        }
        if (expiries.past().count() > 0) {
            add(
                    Severity.WARNING,
                    "ttl-past",
                    "the expiry is over: DynamoDB deletes these items soon after the load",
                    "leave the rows out with \"where\" if they are not wanted, and set another expiry if they are",
                    entity.location(),
                    expiries.past());
        }
        if (expiries.broken().count() > 0) {
            add(
                    Severity.WARNING,
                    "ttl-fraction",
                    "the expiry is no whole number of seconds: DynamoDB ignores it, and the items stay",
                    "round it in a computed column, or write the attribute with as: epoch-seconds",
                    entity.location(),
                    expiries.broken());
        }
        if (expiries.ignored().count() > 0) {
            add(
                    Severity.WARNING,
                    "ttl-ignored",
                    "the expiry lies more than five years back: DynamoDB ignores it, and the items stay",
                    "leave the rows out with \"where\" if they are not wanted, or write no expiry",
                    entity.location(),
                    expiries.ignored());
        }
    }

    private void sortOrder(SortOrder order) {
        order.inversion()
                .ifPresent(found -> findings.add(new Finding(
                        Severity.WARNING,
                        "sort-order",
                        order.key().name(),
                        "\"" + order.key().template() + "\" does not sort as ("
                                + order.key().columns() + ") does: under \""
                                + found.partition() + "\" the key \"" + found.firstKey() + "\" comes after \""
                                + found.secondKey() + "\"",
                        found.text() ? TEXT_REMEDY : NUMBER_REMEDY,
                        order.key().location(),
                        0,
                        named(List.of(found.first(), found.second())))));
    }

    private void size(Distribution sizes) {
        if (sizes.max() > NEAR * ItemSize.MAX) {
            add(
                    Severity.WARNING,
                    "size-near-limit",
                    String.format(
                            Locale.ROOT,
                            "the largest item is %,d bytes; DynamoDB allows %,d",
                            sizes.max(),
                            ItemSize.MAX),
                    "move what grows into items of its own",
                    entity.location(),
                    0,
                    sizes.maxRow() == null ? List.of() : named(List.of(sizes.maxRow())));
        }
    }

    private void embed(String name, Counts lengths) {
        for (Aggregate.Embed embed : entity.aggregate().embeds()) {
            int longest = lengths.largestUpTo(embed.max());
            if (embed.name().equals(name) && longest > NEAR * embed.max()) {
                add(
                        Severity.WARNING,
                        "embed-near-max",
                        String.format(
                                Locale.ROOT,
                                "the longest list of embed \"%s\" that is not rejected has %,d elements; its max is %,d",
                                name,
                                longest,
                                embed.max()),
                        "raise max, or make the children items of their own",
                        embed.location(),
                        0,
                        List.of());
            }
        }
    }

    private void add(Severity severity, String code, String message, String remedy, Location location, Examples rows) {
        add(severity, code, message, remedy, location, rows.count(), named(rows.rows()));
    }

    private List<String> named(List<RowKey> rows) {
        return rows.stream().map(row -> names.of(entity.name(), row)).toList();
    }

    private void add(
            Severity severity,
            String code,
            String message,
            @Nullable String remedy,
            Location location,
            long count,
            List<String> examples) {
        findings.add(new Finding(
                severity, code, "entity \"" + entity.name() + "\"", message, remedy, location, count, examples));
    }
}
