package io.rowlift.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.CopyPlanning;
import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Family;
import io.rowlift.schema.Key;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.target.Translation;
import io.rowlift.target.mysql.MySqlTranslation;
import io.rowlift.target.postgres.PostgresTranslation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTextTest {

    private static final Structure SHOP = new Structure(
            Family.POSTGRESQL,
            "18",
            List.of(
                    table("public", "users", "id bigint", "Name text", "name text", "tags text[]"),
                    table("archive", "users", "id bigint"),
                    table("public", "Orders", "id bigint"),
                    table("public", "orders", "id bigint"),
                    table("public", "secrets", "id bigint"),
                    table("public", "order-lines", "id bigint")),
            List.of(),
            List.of(),
            List.of(new Other("view", "public.late", null), new Other("view", "public.new", null)));

    private static final List<LeftOut> SECRET =
            List.of(new LeftOut(new TableName("public", "secrets"), "the login may not read it"));

    @TempDir
    private Path folder;

    @Test
    void toTheOtherFamily() throws IOException {
        String text = suggested(SHOP, new MySqlTranslation(), Kind.PLANETSCALE);

        assertThat(text).isEqualTo("""
                # Suggested by "rowlift suggest" for the database "shop": 5 tables with all of their rows and columns. Rules for what
                # is to be different go under the tables. Every key of the format is explained in docs/relational-mapping.md.
                #
                # - public.secrets: the login may not read it
                # - views: they are not copied: public.late, public.new; create them in the target after the load, or copy the rows of
                #   one as a table by its name under "include"
                version: 1
                target: planetscale

                # Names of tables, with "*" for any text, as in exclude: ["tmp_*"].
                include: ["*"]
                exclude: ["public.secrets"]

                # Under a table: its name in the target (to), which rows (where), and columns: { name: drop, other: { to: new_name,
                # type: text }, new: { sql: "..." } }.
                tables:
                  Orders:
                    to: Orders
                  archive.users:
                    to: users
                  "order-lines":
                    to: "order-lines"
                  orders:
                    to: public_orders
                  public.users:
                    to: public_users
                    # - types: Name: text becomes longtext; name_2: text becomes longtext; tags: text[] becomes json
                    columns:
                      name: { to: name_2 }
                """);
        isTaken(text, Kind.PLANETSCALE, new MySqlTranslation());
    }

    @Test
    void toTheSameFamily() throws IOException {
        PostgresTranslation translation = new PostgresTranslation(Kind.POSTGRESQL);
        Structure plain = new Structure(SHOP.family(), SHOP.version(), SHOP.tables(), List.of(), List.of(), List.of());
        String text = suggested(plain, translation, Kind.POSTGRESQL);

        assertThat(text).isEqualTo("""
                # Suggested by "rowlift suggest" for the database "shop": 5 tables with all of their rows and columns. Rules for what
                # is to be different go under the tables. Every key of the format is explained in docs/relational-mapping.md.
                #
                # - public.secrets: the login may not read it
                version: 1
                target: postgresql

                # Names of tables, with "*" for any text, as in exclude: ["tmp_*"].
                include: ["*"]
                exclude: ["public.secrets"]

                # Under a table: its name in the target (to), which rows (where), and columns: { name: drop, other: { to: new_name,
                # type: text }, new: { sql: "..." } }.
                tables:
                  Orders:
                    to: Orders
                  archive.users:
                    to: users
                  "order-lines":
                    to: "order-lines"
                  orders:
                    to: orders
                  public.users:
                    to: users
                """);
        isTaken(text, Kind.POSTGRESQL, translation);
    }

    @Test
    void isTheSameWhateverTheOrder() {
        String text = suggested(SHOP, new MySqlTranslation(), Kind.MYSQL);
        List<Definition> tables = new ArrayList<>(SHOP.tables());
        Collections.reverse(tables);
        Structure reversed =
                new Structure(SHOP.family(), SHOP.version(), tables, SHOP.types(), SHOP.sequences(), SHOP.others());

        assertThat(suggested(reversed, new MySqlTranslation(), Kind.MYSQL)).isEqualTo(text);
    }

    /** The file makes the plan that it was written for, and nothing stands in its way. */
    private void isTaken(String text, Kind kind, Translation translation) throws IOException {
        CopyMapping read = MappingFiles.readCopy(Files.writeString(folder.resolve("mapping.yaml"), text));
        TargetSchema schema = schema(read, SHOP, translation, kind);

        assertThat(schema.findings()).extracting(Finding::severity).doesNotContain(Severity.PROBLEM);
        assertThat(schema.statements())
                .isEqualTo(schema(CopyRules.of(SHOP, kind, List.of(), SECRET), SHOP, translation, kind)
                        .statements());
    }

    private static String suggested(Structure structure, Translation translation, Kind kind) {
        CopyMapping mapping = CopyRules.of(structure, kind, List.of(), SECRET);
        return CopyText.of(mapping, schema(mapping, structure, translation, kind), structure.family(), "shop", SECRET);
    }

    private static TargetSchema schema(CopyMapping mapping, Structure structure, Translation translation, Kind kind) {
        CopyPlan plan = CopyPlanning.plan(mapping, structure, kind, "shop", aggregate -> null);
        return translation.translate(plan).after(plan.findings());
    }

    private static Definition table(String schema, String name, String... columns) {
        List<ColumnDefinition> definitions = Stream.of(columns)
                .map(c -> c.split(" "))
                .map(c -> new Column(c[0], type(c[1]), !c[0].equals("id"), c[1]))
                .map(c -> new ColumnDefinition(c, null, null, false, null, null, null, null, List.of(), false, null))
                .toList();
        Index primary = new Index(
                name + "_pkey",
                true,
                true,
                true,
                "btree",
                List.of(new Index.Part("id", null, false, false, 0, null, null)),
                List.of(),
                null,
                true,
                true,
                "CREATE UNIQUE INDEX pkey ON " + schema + ".t USING btree (id)");
        Table table = new Table(
                new TableName(schema, name),
                Table.Kind.TABLE,
                definitions.stream().map(ColumnDefinition::column).toList(),
                List.of(new Key(name + "_pkey", List.of("id"), true, null)),
                List.of());
        return new Definition(table, definitions, List.of(primary), List.of(), List.of(), null, null, -1, -1);
    }

    private static Type type(String declared) {
        return switch (declared) {
            case "bigint" -> new Type.Int(64, false);
            case "text[]" -> new Type.Array(new Type.Text(0));
            default -> new Type.Text(0);
        };
    }
}
