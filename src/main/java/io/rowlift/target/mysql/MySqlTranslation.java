package io.rowlift.target.mysql;

import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Family;
import io.rowlift.schema.TableName;
import io.rowlift.target.IndexCheck;
import io.rowlift.target.RowCheck;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Declares tables again in the language of MySQL 8, which is PlanetScale's. */
public final class MySqlTranslation implements Translation {

    @Override
    public TargetSchema translate(CopyPlan plan) {
        Draft draft = new Draft(plan);
        return schema(draft, designs(draft), true);
    }

    /**
     * Returns the schema that was designed.
     *
     * @param databases whether databases are made where they are not there
     */
    static TargetSchema schema(Draft draft, List<TableDesign> designs, boolean databases) {
        return new TargetSchema(
                designs.stream().map(MySqlTranslation::table).toList(),
                new SchemaStatements(designs, databases).all(),
                draft.findings().all());
    }

    /** Designs all tables of a plan. */
    static List<TableDesign> designs(Draft draft) {
        names(draft);
        new ColumnTypes(draft).choose();
        new KeyLengths(draft).decide();
        new RowLengths(draft).decide();
        Map<TableName, TableDesign> designs = new LinkedHashMap<>();
        for (TableDraft table : draft.tables()) {
            designs.put(table.definition().table().name(), new TableDesigner(draft, table).design());
        }
        return draft.tables().stream()
                .map(table -> new ReferenceDesigner(draft, table, designs)
                        .complete(Objects.requireNonNull(
                                designs.get(table.definition().table().name()))))
                .toList();
    }

    /** Schemas of the source may become one database, and servers may take names without regard to case. */
    private static void names(Draft draft) {
        Names tables = new Names();
        for (TableDraft table : draft.tables()) {
            TableName target = table.copy().target();
            if (!tables.take(target.toString())) {
                draft.findings()
                        .add(
                                table.copy(),
                                Remark.problem(
                                        "name-taken",
                                        "another table becomes \"" + target + "\" too, letter case aside",
                                        "give one of them another name with \"to:\""));
            }
            checkLength(draft, table, "its name", target.name());
            Names columns = new Names();
            table.copy().columns().forEach(c -> {
                checkLength(draft, table, "the name of column \"" + c.source() + '"', c.target());
                if (!columns.take(c.target())) {
                    draft.findings()
                            .add(
                                    table.copy(),
                                    c,
                                    Remark.problem(
                                            "name-taken",
                                            "MySQL takes column names without regard to case, and another column becomes \""
                                                    + c.target() + "\" too",
                                            "give one of them another name with \"to:\""));
                }
            });
        }
    }

    private static void checkLength(Draft draft, TableDraft table, String what, String name) {
        if (name.codePointCount(0, name.length()) > Names.LONGEST) {
            draft.findings()
                    .add(
                            table.copy(),
                            Remark.problem(
                                    "name-too-long",
                                    what + " has " + name.codePointCount(0, name.length())
                                            + " characters, MySQL allows 64",
                                    "give it another one with \"to:\""));
        }
    }

    private static TargetTable table(TableDesign design) {
        List<TargetColumn> columns = design.columns().stream()
                .filter(ColumnDesign::written)
                .map(c -> new TargetColumn(c.copy(), c.type().toString(), c.nullable()))
                .toList();
        // rows are not known by what the server computes before they are written
        List<String> written = columns.stream().map(TargetColumn::name).toList();
        List<String> key = TableDesigner.identity(
                        design.columns(),
                        design.indexes()
                                .filter(index -> written.containsAll(index.wholeColumns()))
                                .toList())
                .map(IndexDesign::wholeColumns)
                .orElse(List.of());
        return new TargetTable(design.copy(), columns, key);
    }

    @Override
    public RowCheck check(TargetTable table) {
        return RowObstacles.of(table);
    }

    @Override
    public List<IndexCheck> indexes(TargetTable table, Family source) {
        return FoldedKey.of(table, source);
    }
}
