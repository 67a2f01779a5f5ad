package io.rowlift.target.postgres;

import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.schema.Family;
import io.rowlift.schema.TableName;
import io.rowlift.target.IndexCheck;
import io.rowlift.target.RowCheck;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Declares tables again in the language of PostgreSQL, which is Neon's. */
public final class PostgresTranslation implements Translation {

    private final Neon neon;

    /** Translates for a PostgreSQL server. */
    public PostgresTranslation() {
        this(Kind.POSTGRESQL);
    }

    /** Translates for a PostgreSQL server or for Neon. */
    public PostgresTranslation(Kind kind) {
        this.neon = kind == Kind.NEON ? Neon.SERVICE : Neon.NONE;
    }

    @Override
    public TargetSchema translate(CopyPlan plan) {
        Draft draft = new Draft(plan);
        names(draft);
        Set<String> extensions = new ColumnTypes(draft).choose();
        Sequences sequences = new Sequences(draft);
        List<Statement> statements = new ArrayList<>(new UserObjects(draft, neon).statements(extensions));
        statements.addAll(sequences.standing());
        Map<TableName, TableDesign> designs = new LinkedHashMap<>();
        for (TableDraft table : draft.tables()) {
            designs.put(table.definition().table().name(), design(draft, sequences, table));
        }
        statements.addAll(tables(draft, sequences, designs));
        statements.sort(Comparator.comparing(Statement::phase));
        neon.remarks(draft);
        return new TargetSchema(
                designs.values().stream().map(PostgresTranslation::table).toList(),
                statements,
                draft.findings().all());
    }

    /** In the order in which they can run: what refers to all tables comes after all of them. */
    private static List<Statement> tables(Draft draft, Sequences sequences, Map<TableName, TableDesign> designs) {
        Indexes when = draft.plan().indexes();
        List<SchemaStatements> tables =
                designs.values().stream().map(SchemaStatements::new).toList();
        List<Statement> statements = new ArrayList<>();
        tables.forEach(t -> statements.addAll(t.table()));
        statements.addAll(sequences.owned());
        tables.forEach(t -> statements.addAll(t.indexes(when)));
        tables.forEach(t -> statements.addAll(t.constraints(when)));
        for (int i = 0; i < tables.size(); i++) {
            TableDraft table = draft.tables().get(i);
            statements.addAll(tables.get(i).references(new ReferenceDesigner(draft, table, designs).references()));
            TableDesign design = designs.get(table.definition().table().name());
            if (design != null) {
                statements.addAll(new PartitionExtras(draft, table, design).statements());
            }
        }
        tables.forEach(t -> statements.add(t.statistics()));
        return statements;
    }

    private static TableDesign design(Draft draft, Sequences sequences, TableDraft table) {
        String comment = table.definition().comment();
        return new TableDesign(
                table.copy(),
                new ColumnDesigner(draft, sequences, table).columns(),
                new IndexDesigner(draft, table).indexes(),
                new CheckDesigner(draft, table).checks(),
                new OtherConstraints(draft, table).constraints(),
                new PartitionDesigner(draft, table).design(),
                comment == null || comment.isEmpty() ? null : comment);
    }

    /** Schemas of the source may become one, and PostgreSQL cuts names that are too long. */
    private static void names(Draft draft) {
        for (TableDraft table : draft.tables()) {
            TableName target = table.target();
            if (!draft.spaces().relations(target.schema()).take(target.name())) {
                draft.findings()
                        .add(
                                table.copy(),
                                Remark.problem(
                                        "name-taken",
                                        "another table becomes \"" + target + "\" too",
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
                                            "another column becomes \"" + c.target() + "\" too",
                                            "give one of them another name with \"to:\""));
                }
            });
        }
    }

    private static void checkLength(Draft draft, TableDraft table, String what, String name) {
        if (Names.length(name) > Names.LONGEST) {
            draft.findings()
                    .add(
                            table.copy(),
                            Remark.problem(
                                    "name-too-long",
                                    what + " has " + Names.length(name) + " bytes, PostgreSQL allows " + Names.LONGEST,
                                    "give it another one with \"to:\""));
        }
    }

    private static TargetTable table(TableDesign design) {
        List<TargetColumn> columns = design.columns().stream()
                .filter(c -> c.generated() == null)
                .map(c -> new TargetColumn(c.copy(), c.type().toString(), c.nullable()))
                .toList();
        return new TargetTable(design.copy(), columns, design.key());
    }

    @Override
    public RowCheck check(TargetTable table) {
        return RowObstacles.of(table);
    }

    @Override
    public List<IndexCheck> indexes(TargetTable table, Family source) {
        return IndexRows.of(table, source);
    }
}
