package io.rowlift.report;

import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.DataTable.Column;
import io.rowlift.report.Report.Contents;
import io.rowlift.report.Verdict.Outcome;
import io.rowlift.verify.AttributeDifference;
import io.rowlift.verify.ItemJson;
import io.rowlift.verify.Verification;
import io.rowlift.verify.Verification.Repair;
import io.rowlift.verify.VerifiedEntity;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedPattern;
import io.rowlift.verify.VerifiedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A comparison as a report: whether source and target are equal, then what is not, what was compared and what was not. */
public final class VerificationReport {

    private static final String REPAIR =
            "mend it with \"rowlift verify --repair\", which writes what is missing or different anew";

    private final Mapping mapping;
    private final Verification verification;
    private final boolean showValues;

    private VerificationReport(Mapping mapping, Verification verification, boolean showValues) {
        this.mapping = mapping;
        this.verification = verification;
        this.showValues = showValues;
    }

    /**
     * Returns the report.
     *
     * @param title the job's name
     * @param facts where it comes from
     * @param mapping names the key attributes
     * @param showValues whether values that differ are shown, which can be personal data
     */
    public static Report of(
            String title, List<Fact> facts, Mapping mapping, Verification verification, boolean showValues) {
        VerificationReport report = new VerificationReport(mapping, verification, showValues);
        List<Section> sections = new ArrayList<>();
        sections.add(report.differences());
        sections.add(report.entities());
        if (!verification.tables().isEmpty()) {
            sections.add(report.tables());
        }
        if (!verification.patterns().isEmpty()) {
            sections.add(report.patterns());
        }
        Repair repair = verification.repair();
        if (repair != null) {
            sections.add(report.repair(repair));
        }
        if (!verification.notCompared().isEmpty()) {
            sections.add(report.notCompared());
        }
        Contents contents = showValues ? Contents.VALUES : Contents.KEYS;
        return new Report("Verification", title, facts, report.verdict(), sections, contents);
    }

    private Verdict verdict() {
        long left = verification.left();
        return new Verdict(
                outcome(left),
                sentence(left),
                List.of(
                        Fact.of("rejected rows", sum(VerifiedEntity::rejected)),
                        Fact.of("items compared by value", sum(VerifiedEntity::compared)),
                        Fact.of("missing", sum(VerifiedEntity::missing)),
                        Fact.of("different", sum(VerifiedEntity::different)),
                        Fact.of("extra", verification.extra())));
    }

    private Outcome outcome(long left) {
        if (left > 0) {
            return Outcome.FAIL;
        }
        boolean plain = verification.notices().isEmpty() && sum(VerifiedEntity::rejected) == 0;
        return plain ? Outcome.PASS : Outcome.WARN;
    }

    /** Rows that the target does not have are no differences, but not nothing either. */
    private String without() {
        long rejected = sum(VerifiedEntity::rejected);
        return rejected == 0 ? "" : ", without " + Figures.count(rejected, "row") + " that the mapping rejects";
    }

    private String sentence(long left) {
        String where = verification.sample() > 0 ? " in the sample" : "";
        if (left > 0) {
            return Figures.count(left, "difference") + " between source and target" + where + ".";
        }
        return verification.differences() == 0
                ? "Source and target are equal" + where + without() + "."
                : "Source and target are equal" + where + without() + ", after "
                        + Figures.count(verification.differences(), "difference") + " had been mended.";
    }

    private long sum(ToLongFunction<VerifiedEntity> count) {
        return verification.entities().stream().mapToLong(count).sum();
    }

    private Section differences() {
        List<Finding> findings = new ArrayList<>();
        verification.entities().forEach(entity -> addFindings(entity, findings));
        verification.tables().stream()
                .filter(table -> table.extra() > 0)
                .map(this::extra)
                .forEach(findings::add);
        if (verification.shared().items() > 0) {
            findings.add(shared());
        }
        verification.patterns().stream()
                .filter(pattern -> pattern.wrong() > 0)
                .map(VerificationReport::wrong)
                .forEach(findings::add);
        for (String notice : verification.notices()) {
            findings.add(Finding.of(Severity.WARNING, "notice", "job", notice, null));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Findings(findings, "Every item is as its row makes it, and there are no others."));
        List<List<Cell>> attributes = attributes();
        if (!attributes.isEmpty()) {
            blocks.add(new DataTable("Attributes of different items", attributeColumns(), attributes, null));
        }
        String mended = verification.repair() == null ? null : "As found, before they were mended.";
        return new Section("differences", "Differences", mended, blocks);
    }

    private void addFindings(VerifiedEntity entity, List<Finding> findings) {
        if (entity.missing() > 0) {
            List<String> first = entity.firstMissing().stream()
                    .map(item -> key(item.key()) + " of " + entity.entity() + item.row())
                    .toList();
            findings.add(problem("missing", subject(entity), "the target lacks items that rows make", REPAIR)
                    .counted(entity.missing(), first));
        }
        if (entity.different() > 0) {
            List<String> first = entity.firstDifferent().stream()
                    .map(item -> key(item.key()) + " of " + entity.entity() + item.row())
                    .toList();
            findings.add(problem("different", subject(entity), "the target holds items with other values", REPAIR)
                    .counted(entity.different(), first));
        }
    }

    private static String subject(VerifiedEntity entity) {
        return "entity \"" + entity.entity() + "\"";
    }

    private Finding extra(VerifiedTable table) {
        return problem(
                        "extra",
                        "table \"" + table.table() + "\"",
                        "the target holds items that no row makes",
                        "remove them with \"rowlift verify --repair --prune\", after they were written to a file")
                .counted(
                        table.extra(),
                        table.firstExtra().stream().map(this::key).toList());
    }

    private Finding shared() {
        List<String> first = verification.shared().first().stream()
                .map(shared -> key(shared.key()) + " of " + shared.first() + " and " + shared.second())
                .toList();
        return problem(
                        "shared",
                        "keys",
                        "rows make one item together, so that only one of them is in the target",
                        "add to the key what tells the rows apart, and migrate again")
                .counted(verification.shared().items(), first);
    }

    private static Finding wrong(VerifiedPattern pattern) {
        return problem(
                        "wrong-answer",
                        "pattern \"" + pattern.pattern() + "\"",
                        "the target answers otherwise than the source",
                        "compare the pattern's \"sql\" with the items that it is meant to find")
                .counted(pattern.wrong(), pattern.firstWrong());
    }

    private static Finding problem(String code, String subject, String message, String remedy) {
        return Finding.of(Severity.PROBLEM, code, subject, message, remedy);
    }

    private List<Column> attributeColumns() {
        Stream<Column> always = Stream.of("Entity", "Item", "Attribute", "What").map(Column::text);
        Stream<Column> values = Stream.of("Expected", "Found").map(Column::text);
        return showValues ? Stream.concat(always, values).toList() : always.toList();
    }

    private List<List<Cell>> attributes() {
        List<List<Cell>> rows = new ArrayList<>();
        for (VerifiedEntity entity : verification.entities()) {
            for (DifferentItem item : entity.firstDifferent()) {
                for (AttributeDifference attribute : item.attributes()) {
                    rows.add(cells(entity, item, attribute));
                }
            }
        }
        return rows;
    }

    private List<Cell> cells(VerifiedEntity entity, DifferentItem item, AttributeDifference attribute) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.code(entity.entity() + item.row()),
                Cell.code(key(item.key())),
                Cell.code(attribute.name()),
                Cell.text(
                        switch (attribute.kind()) {
                            case MISSING -> "is missing";
                            case UNEXPECTED -> "is too many";
                            case DIFFERENT -> "differs";
                        })));
        if (showValues) {
            cells.add(value(attribute.expected()));
            cells.add(value(attribute.found()));
        }
        return cells;
    }

    private static Cell value(@Nullable Value value) {
        return value == null ? Cell.none() : Cell.code(ItemJson.text(value));
    }

    private String key(ItemKey key) {
        TableDesign table = Objects.requireNonNull(mapping.tables().get(key.table()), "a key of an unknown table");
        return key.table() + " " + DynamoJson.write(ItemJson.attributes(table, key));
    }

    private Section entities() {
        List<List<Cell>> rows = verification.entities().stream()
                .map(entity -> Stream.concat(
                                Stream.of(Cell.code(entity.entity())),
                                Stream.of(
                                                entity.rows(),
                                                entity.rejected(),
                                                entity.compared(),
                                                entity.equal(),
                                                entity.missing(),
                                                entity.different(),
                                                entity.expired(),
                                                entity.changed(),
                                                entity.perhapsChanged())
                                        .map(Cell::count))
                        .toList())
                .toList();
        List<Column> columns = columns(
                "Entity",
                "Rows",
                "Rejected",
                "Items",
                "Equal",
                "Missing",
                "Different",
                "Expired",
                "Changed since",
                "Perhaps changed since");
        return new Section(
                "entities",
                "From source to target",
                "Every row is rendered again, and its items are looked up. An item whose time to live is over may be"
                        + " absent. \"Changed since\" counts missing and different items of rows that are known to have"
                        + " changed since the load; \"perhaps changed since\" those in tables that were written"
                        + " since the"
                        + " load.",
                List.of(new DataTable("Rows and items by entity", columns, rows, null)));
    }

    private static List<Column> columns(String first, String... numbers) {
        return Stream.concat(Stream.of(Column.text(first)), Stream.of(numbers).map(Column::number))
                .toList();
    }

    private Section tables() {
        List<List<Cell>> rows = verification.tables().stream()
                .map(table -> List.of(
                        Cell.code(table.table()),
                        Cell.count(table.items()),
                        Cell.count(table.extra()),
                        Cell.count(table.foreign())))
                .toList();
        return new Section(
                "tables",
                "From target to source",
                "Every key of the target is held against the keys that rows make.",
                List.of(new DataTable(
                        "Items by table", columns("Table", "Items", "Extra", "Not this mapping's"), rows, null)));
    }

    private Section patterns() {
        List<List<Cell>> rows = verification.patterns().stream()
                .map(pattern -> List.of(
                        Cell.code(pattern.pattern()),
                        Cell.count(pattern.asked()),
                        Cell.count(pattern.counted()),
                        Cell.count(pattern.wrong()),
                        pattern.notAsked() == null ? Cell.none() : Cell.text(pattern.notAsked())))
                .toList();
        List<Column> columns = new ArrayList<>(columns("Pattern", "Asked", "Compared with SQL", "Wrong"));
        columns.add(Column.text("Why not asked"));
        return new Section(
                "patterns",
                "Access patterns",
                "Asked for the keys of real items.",
                List.of(new DataTable("Answers by pattern", columns, rows, null)));
    }

    private Section repair(Repair repair) {
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of("Written and found equal", repair.written()),
                Fact.of("Extra items removed", repair.pruned()),
                Fact.of("Found mended, by an earlier part of the repair or by others", repair.before()),
                Fact.of("Kept because a row makes them by now", repair.claimed()),
                Fact.of("Left", verification.left())));
        for (Path file : repair.files()) {
            facts.add(new Fact("Removed items are in", Cell.code(file.toString())));
        }
        return new Section("repair", "What was mended", null, List.of(new Facts(facts)));
    }

    private Section notCompared() {
        List<List<Cell>> rows = verification.notCompared().stream()
                .map(sentence -> List.of(Cell.text(sentence)))
                .toList();
        return new Section(
                "not-compared",
                "What was not compared",
                null,
                List.of(new DataTable("Not compared", List.of(Column.text("What")), rows, null)));
    }
}
