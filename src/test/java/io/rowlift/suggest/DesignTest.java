package io.rowlift.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Column;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesignTest {

    private static final Column ID = new Column("id", new Type.Int(32, false), false, "integer");

    @Test
    void aDatabaseWithoutTables() {
        assertThatThrownBy(() -> Design.of(source(List.of(), List.of(), List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("database \"shop\" has no table that could be migrated; check the database in the URL,"
                        + " --schema and the login's rights");
    }

    @Test
    void aDatabaseWithNothingThatCouldBeMigrated() {
        Table log = new Table(new TableName("public", "log"), Table.Kind.TABLE, List.of(ID), List.of(), List.of());
        Unread hidden = new Unread(new TableName("public", "hidden"), "the login may not read it");

        assertThatThrownBy(() -> Design.of(source(List.of(log), List.of(hidden), List.of())))
                .hasMessage("database \"shop\" has no table that could be migrated\n"
                        + "\"public.hidden\" is left out: the login may not read it\n"
                        + "\"public.log\" is left out: nothing guarantees that its rows differ; give it a primary key, or"
                        + " add an entity with key: [id]");
    }

    /** DynamoDB allows 20; what is left over is said, not dropped. */
    @Test
    void moreKeysThanIndexes() {
        List<Column> columns = new ArrayList<>(List.of(ID));
        List<Key> keys = new ArrayList<>(List.of(new Key("pk", List.of("id"), true, null)));
        for (int i = 1; i <= 21; i++) {
            columns.add(new Column("c" + i, ID.type(), false, "integer"));
            keys.add(new Key("u" + (100 + i), List.of("c" + i), false, null));
        }
        Table wide = new Table(new TableName("public", "wide"), Table.Kind.TABLE, columns, keys, List.of());

        Design design = Design.of(source(List.of(wide), List.of(), List.of()));

        assertThat(design.indexes()).isEqualTo(20);
        assertThat(design.entities().get(0).index()).hasSize(20);
        assertThat(design.entities().get(0).notes())
                .containsExactly("No index for unique key \"u121\": DynamoDB allows 20 for a table.");
    }

    /** A name that another schema has too needs its schema, also when that schema is not wanted. */
    @Test
    void onlyTheSchemasThatAreWanted() {
        Design design = Design.of(
                source(List.of(table("sales", "orders"), table("old", "orders")), List.of(), List.of("sales")));

        assertThat(design.entities()).extracting(EntityDesign::from).containsExactly("sales.orders");
        assertThat(design.entities()).extracting(EntityDesign::name).containsExactly("Order");
        assertThat(design.leftOut()).isEmpty();
    }

    @Test
    void namesOfEntities() {
        assertThat(Design.of(source(
                                List.of(
                                        table("s", "categories"),
                                        table("s", "ORDER_LINES"),
                                        table("s", "PlaylistTrack"),
                                        table("s", "addresses"),
                                        table("s", "status"),
                                        table("s", "2024 news"),
                                        table("s", "...")),
                                List.of(),
                                List.of()))
                        .entities())
                .extracting(EntityDesign::name)
                .containsExactly("T", "T2024News", "OrderLine", "PlaylistTrack", "Address", "Category", "Status");
    }

    /** A name with a line break ends neither a comment nor a text. */
    @Test
    void namesThatWouldBreakTheFile() {
        Table evil = new Table(
                new TableName("s", "a\nb: \"c\""),
                Table.Kind.TABLE,
                List.of(ID, new Column("d\ne", new Type.Bytes(), true, "bytea")),
                List.of(new Key("pk", List.of("id"), true, null)),
                List.of());

        String text = MappingText.of(Design.of(source(List.of(evil), List.of(), List.of())), "shop");

        assertThat(text)
                .contains("    from: \"a\\U0000000Ab: \\\"c\\\"\"\n")
                .contains("  # - Large values (\"d?e\"): an item of more than 400 KB is rejected;");
    }

    private static Table table(String schema, String name) {
        return new Table(
                new TableName(schema, name),
                Table.Kind.TABLE,
                List.of(ID),
                List.of(new Key("pk", List.of("id"), true, null)),
                List.of());
    }

    private static Introspection source(List<Table> tables, List<Unread> unread, List<String> schemas) {
        return new Introspection(Product.POSTGRESQL, "shop", tables, unread, schemas, List.of());
    }
}
