package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Location;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Index.Part;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the mapping says, and names that meet: what sources declare is in {@link GoldenSchemasIT}. */
class PostgresTranslationTest {

    private static final Location LINE = new Location("shop.yaml", 7);

    private static Definition table(String name, ColumnDefinition... columns) {
        List<Column> read = Stream.of(columns).map(ColumnDefinition::column).toList();
        Table table = new Table(new TableName("src", name), Table.Kind.TABLE, read, List.of(), List.of());
        Part id = new Part("id", null, false, false, 0, null, null);
        Index primary = new Index(
                "PRIMARY", true, true, true, "btree", List.of(id), List.of(), null, true, true, "USING btree (id)");
        Reference itself = new Reference(
                "parent",
                List.of("id"),
                new TableName("src", name),
                List.of("id"),
                Action.NO_ACTION,
                Action.NO_ACTION,
                false,
                false,
                false,
                true);
        return new Definition(
                table, List.of(columns), List.of(primary), List.of(), List.of(itself), null, null, -1, -1);
    }

    private static ColumnDefinition column(String name, String declared, Type type) {
        return new ColumnDefinition(
                new Column(name, type, !name.equals("id"), declared),
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                false,
                null);
    }

    private static final ColumnDefinition ID = column("id", "int", new Type.Int(32, false));

    private static ColumnCopy copy(ColumnDefinition column, String to, @Nullable String type) {
        return new ColumnCopy(column.column().name(), to, column.column(), column, type, LINE);
    }

    private static TableCopy copy(Definition definition, String to, ColumnCopy... columns) {
        return Plans.copy(definition, new TableName("public", to), List.of(columns));
    }

    private static TargetSchema translate(
            Family family, List<Other> others, ForeignKeys references, Indexes indexes, TableCopy... tables) {
        List<Definition> definitions =
                Stream.of(tables).map(TableCopy::definition).toList();
        Structure structure = new Structure(family, "1", definitions, List.of(), List.of(), others);
        return new PostgresTranslation(Kind.NEON)
                .translate(new CopyPlan(structure, List.of(tables), references, indexes));
    }

    private static TargetSchema mySql(TableCopy... tables) {
        return translate(Family.MYSQL, List.of(), ForeignKeys.KEEP, Indexes.AFTER_LOAD, tables);
    }

    private static TargetSchema typed(Type held, String declared, String type) {
        ColumnDefinition column = column("c", declared, held);
        return mySql(copy(table("t", ID, column), "t", copy(ID, "id", null), copy(column, "c", type)));
    }

    private static List<String> said(TargetSchema schema) {
        return schema.findings().stream()
                .map(f -> f.severity() + " " + f.code() + " " + f.subject() + ": " + f.message() + "; " + f.remedy())
                .toList();
    }

    private static List<String> sql(TargetSchema schema, Phase phase) {
        return schema.statements(phase).stream().map(Statement::sql).toList();
    }

    @Test
    void aTypeOfTheMappingIsUsedAsItStands() {
        TargetSchema schema = typed(new Type.Int(8, false), "tinyint(1)", "boolean");

        assertThat(schema.findings()).isEmpty();
        assertThat(schema.tables().get(0).columns())
                .extracting(TargetColumn::type)
                .containsExactly("integer", "boolean");
        assertThat(sql(schema, Phase.TABLES))
                .contains("CREATE TABLE \"public\".\"t\" (\n  \"id\" integer NOT NULL,\n  \"c\" boolean\n)");
    }

    @Test
    void aTypeOfAnExtensionBringsIt() {
        TargetSchema schema = typed(new Type.Text(10), "varchar(10)", "citext");

        assertThat(schema.findings()).isEmpty();
        assertThat(sql(schema, Phase.TABLES))
                .contains("CREATE EXTENSION IF NOT EXISTS \"citext\" WITH SCHEMA \"public\"");
    }

    @Test
    void aTypeThatIsNoneIsAProblem() {
        for (String type : List.of("datetime", "varchar(10); DROP TABLE t", "int unsigned")) {
            TargetSchema schema = typed(new Type.Text(10), "varchar(10)", type);

            assertThat(said(schema))
                    .containsExactly("PROBLEM unknown-type table \"t\", column \"c\": \"type: " + type
                            + "\" is no type of PostgreSQL; leave it out to get character varying(10), or say for"
                            + " example \"type: varchar(200)\"");
            assertThat(schema.findings().get(0).location()).isEqualTo(LINE);
        }
    }

    @Test
    void aTypeThatValuesDoNotGoIntoIsAProblem() {
        assertThat(said(typed(new Type.Bytes(), "blob", "text")))
                .containsExactly(
                        "PROBLEM type-without-conversion table \"t\", column \"c\": values of \"blob\" are not"
                                + " written to \"text\"; leave it out to get bytea, or convert the values in a computed column");
    }

    @Test
    void namesThatMeetAndNamesThatAreTooLongAreProblems() {
        String name = "ü".repeat(32);
        TargetSchema schema = mySql(
                copy(table("a", ID), "same", copy(ID, "id", null)),
                copy(table("b", ID), "same", copy(ID, "id", null)),
                copy(table("c", ID, ID), name, copy(ID, "x", null), copy(ID, "x", null)));

        assertThat(said(schema))
                .contains(
                        "PROBLEM name-taken table \"b\": another table becomes \"public.same\" too; give one of them"
                                + " another name with \"to:\"",
                        "PROBLEM name-too-long table \"c\": its name has 64 bytes, PostgreSQL allows 63; give it"
                                + " another one with \"to:\"",
                        "PROBLEM name-taken table \"c\", column \"id\": another column becomes \"x\" too; give one of"
                                + " them another name with \"to:\"");
    }

    @Test
    void aComputedColumnHasNoDefinition() {
        Column column = new Column("full", new Type.Text(0), true, "VARCHAR");
        ColumnCopy computed = new ColumnCopy("full", "full name", column, null, "varchar(200)", LINE);

        assertThat(sql(mySql(copy(table("t", ID), "t", copy(ID, "id", null), computed)), Phase.TABLES))
                .contains(
                        "CREATE TABLE \"public\".\"t\" (\n  \"id\" integer NOT NULL,\n  \"full name\" varchar(200)\n)");
    }

    @Test
    void indexesComeWithTheTableAndForeignKeysNotAtAllWhereTheMappingSaysSo() {
        TableCopy table = copy(table("t", ID), "t", copy(ID, "id", null));
        TargetSchema schema = translate(Family.MYSQL, List.of(), ForeignKeys.DROP, Indexes.WITH_TABLE, table);

        assertThat(schema.statements())
                .extracting(Statement::phase)
                .containsExactly(Phase.TABLES, Phase.TABLES, Phase.TABLES, Phase.TABLES, Phase.STATISTICS);
        assertThat(sql(schema, Phase.TABLES))
                .endsWith(
                        "CREATE UNIQUE INDEX \"t_pkey\" ON \"public\".\"t\" USING btree (\"id\")",
                        "ALTER TABLE \"public\".\"t\" ADD CONSTRAINT \"t_pkey\" PRIMARY KEY USING INDEX \"t_pkey\"");
        assertThat(schema.tables().get(0).key()).containsExactly("id");
        assertThat(sql(schema, Phase.STATISTICS)).containsExactly("ANALYZE \"public\".\"t\"");
    }

    @Test
    void everyStatementKnowsHowToFindItsObject() {
        TableCopy table = copy(table("t", ID), "it's \"t\"", copy(ID, "id", null));

        assertThat(mySql(table).statements())
                .extracting(Statement::made)
                .containsExactly(
                        "SELECT to_regnamespace('\"public\"') IS NOT NULL",
                        "SELECT to_regclass('\"public\".\"it''s \"\"t\"\"\"') IS NOT NULL",
                        "SELECT to_regclass('\"public\".\"it''s \"\"t\"\"_pkey\"') IS NOT NULL",
                        "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid ="
                                + " to_regclass('\"public\".\"it''s \"\"t\"\"\"') AND conname = 'it''s \"t\"_pkey')",
                        "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid ="
                                + " to_regclass('\"public\".\"it''s \"\"t\"\"\"') AND conname = 'parent')",
                        "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid ="
                                + " to_regclass('\"public\".\"it''s \"\"t\"\"\"') AND conname = 'parent' AND"
                                + " convalidated)",
                        null);
    }

    @Test
    void whatNeonDoesNotOfferIsLeftOut() {
        Other file_fdw =
                new Other("extension", "file_fdw", null, "CREATE EXTENSION IF NOT EXISTS file_fdw WITH SCHEMA public");
        TableCopy table = copy(table("t", ID), "t", copy(ID, "id", null));
        TargetSchema schema =
                translate(Family.POSTGRESQL, List.of(file_fdw), ForeignKeys.KEEP, Indexes.AFTER_LOAD, table);

        assertThat(sql(schema, Phase.TABLES)).noneMatch(sql -> sql.contains("EXTENSION"));
        assertThat(said(schema))
                .contains(
                        "WARNING extension-left-out extension \"file_fdw\": Neon does not offer it: it is left out, and"
                                + " what needs it fails; leave out what needs it in the mapping; see Neon's list of supported"
                                + " extensions");
    }

    @Test
    void foreignKeysThatPostgresqlCannotHoldAreFindings() {
        ColumnDefinition text = column("c", "varchar(5)", new Type.Text(5));
        Definition parent = table("p", ID, text);
        Definition child = table("c", ID, text);
        Reference wrong = new Reference(
                "wrong",
                List.of("c"),
                new TableName("src", "p"),
                List.of("id"),
                Action.NO_ACTION,
                Action.NO_ACTION,
                false,
                false,
                false,
                true);
        Definition referring = new Definition(
                child.table(), child.columns(), child.indexes(), List.of(), List.of(wrong), null, null, -1, -1);

        assertThat(said(mySql(
                        copy(parent, "p", copy(ID, "id", null)),
                        copy(referring, "c", copy(ID, "id", null), copy(text, "c", null)))))
                .containsExactly("WARNING foreign-key-left-out table \"c\", foreign key \"wrong\": it is left out:"
                        + " column \"c\" is character varying(5) and the one that it refers to is integer; say"
                        + " \"type:\" so that they are the same; see to it in the application, or add it in"
                        + " PostgreSQL's language after the load");
    }
}
