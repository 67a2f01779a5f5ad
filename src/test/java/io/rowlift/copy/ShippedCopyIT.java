package io.rowlift.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Finding;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Source;
import io.rowlift.source.postgres.PostgresSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The mapping files that ship, held against the real shop. */
class ShippedCopyIT {

    @Test
    void shopToPostgres() throws Exception {
        try (Source source = shop("shop_plan_postgres")) {
            CopyPlan plan = CopyPlanning.plan(
                    MappingFiles.readCopy(Path.of("mappings/shop.postgresql.yaml")),
                    source.watch().structure(),
                    Kind.NEON,
                    "shop",
                    aggregate -> source.reader(aggregate).reading().shape());

            assertThat(plan.tables())
                    .extracting(t -> t.name() + " -> " + t.target())
                    .containsExactlyInAnyOrder(
                            "order_items -> shop.order_items",
                            "orders -> shop.orders",
                            "users -> shop.customers",
                            "products -> shop.products",
                            "countries -> shop.countries");
            assertThat(plan.tables().get(0).name()).isEqualTo("order_items");
            TableCopy users = plan.tables().stream()
                    .filter(t -> t.name().equals("users"))
                    .findFirst()
                    .orElseThrow();
            assertThat(users.columns())
                    .extracting(ColumnCopy::target)
                    .containsExactly("id", "full_name", "country_id", "created_at", "email_hash");
            assertThat(users.columns().get(4).column().declared()).isEqualTo("text");
            assertThat(source.reader(users.aggregate()).reading().shape().columns())
                    .extracting(c -> c.name())
                    .element(users.position(users.columns().get(4)))
                    .isEqualTo("email_hash");
            assertThat(plan.findings())
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder("dropped-index", "foreign-key-may-dangle");
            plan.tables()
                    .forEach(t ->
                            assertThat(source.reader(t.aggregate()).split(1000)).isNotEmpty());
        }
    }

    @Test
    void shopToPlanetScale() throws Exception {
        try (Source source = shop("shop_plan_planetscale")) {
            CopyPlan plan = CopyPlanning.plan(
                    MappingFiles.readCopy(Path.of("mappings/shop.planetscale.yaml")),
                    source.watch().structure(),
                    Kind.PLANETSCALE,
                    "shop_copy",
                    aggregate -> source.reader(aggregate).reading().shape());

            assertThat(plan.tables())
                    .hasSize(5)
                    .allMatch(t -> t.target().schema().equals("shop_copy"));
            assertThat(plan.findings()).isEmpty();
        }
    }

    private static Source shop(String database) throws Exception {
        DatabaseServer server = Servers.postgres();
        server.createDatabase(database);
        String url = server.jdbcUrl(database);
        try (Connection connection = DriverManager.getConnection(url, server.username(), server.password());
                Statement statement = connection.createStatement();
                InputStream in = CopyPlan.class.getResourceAsStream("/io/rowlift/demo/shop.sql")) {
            for (String sql : new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\\R", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("analyze");
        }
        return PostgresSource.open(
                new SourceSettings(
                        SourceSettings.Product.POSTGRESQL,
                        url,
                        server.username(),
                        new Secret(server.password()),
                        2,
                        false),
                new RunSignal());
    }
}
