package io.rowlift.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyMapping.ColumnRule;
import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyMapping.SchemaRule;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.mapping.Aggregate.Order;
import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Attribute.As;
import io.rowlift.mapping.Attribute.Source;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Entity.Each;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.mapping.Entity.Nulls;
import io.rowlift.mapping.Format;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.Mapping.Condition;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.mapping.Template;
import io.rowlift.mapping.Template.Literal;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Location;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the two example files that users see first become, value by value. */
class ContractFilesTest {

    private static final Path MAPPING = GoldenFilesTest.ROOT.resolve("02-contract-mapping/mapping.yaml");

    @Test
    void job() {
        Path file = GoldenFilesTest.ROOT.resolve("01-contract-job/job.yaml");
        Job job = JobFiles.read(file, FixedEnvironment.SHOP);

        assertThat(job.file()).isEqualTo(file);
        assertThat(job.name()).isEqualTo("shop-to-dynamodb");
        assertThat(job.mapping()).isEqualTo(GoldenFilesTest.ROOT.resolve("mappings/shop.dynamodb.yaml"));
        assertThat(job.source().product()).isEqualTo(SourceSettings.Product.POSTGRESQL);
        assertThat(job.source().url()).isEqualTo("jdbc:postgresql://db.internal:5432/shop");
        assertThat(job.source().username()).isEqualTo("shop");
        assertThat(job.source().password().reveal()).isEqualTo("s3cret");
        assertThat(job.source().connections()).isEqualTo(8);
        assertThat(job.source().insecure()).isFalse();
        assertThat(job.target())
                .isEqualTo(new TargetSettings.DynamoDb(
                        "eu-west-1",
                        URI.create("http://localhost:8000"),
                        Map.of("shop", "shop-prod"),
                        4000,
                        0,
                        false,
                        false));
        assertThat(job.load()).isEqualTo(new Job.Load(4, 1000, 250_000));
        assertThat(job.rejects()).isEqualTo(RejectLimit.NONE);
        assertThat(job.state()).isEqualTo(new Job.State("jdbc:h2:…", null, null, Path.of(".rowlift/shop-to-dynamodb")));
        assertThat(job.sync())
                .isEqualTo(new Job.Sync(
                        Job.Sync.Mode.WATERMARK,
                        Map.of("*", "updated_at", "orders", "modified"),
                        Duration.ofSeconds(60),
                        "*/5 * * * *",
                        ZoneOffset.UTC));
        assertThat(job.toString()).doesNotContain("s3cret");
    }

    @Test
    void jobWithEverything() {
        Path directory = GoldenFilesTest.ROOT.resolve("04-job-everything");
        Job job = JobFiles.read(directory.resolve("job.yaml"), FixedEnvironment.SHOP);

        assertThat(job.mapping()).isEqualTo(directory.resolve("maps/shop.yaml"));
        assertThat(job.source().product()).isEqualTo(SourceSettings.Product.MYSQL);
        assertThat(job.source().password().reveal()).isEqualTo("from a file");
        assertThat(job.source().insecure()).isTrue();
        assertThat(job.target())
                .isEqualTo(new TargetSettings.DynamoDb(
                        "eu-west-1",
                        URI.create("http://dynamodb.internal:8000"),
                        Map.of("shop", "shop-prod"),
                        4000,
                        1000,
                        true,
                        true));
        assertThat(job.load()).isEqualTo(new Job.Load(12, 500, 100_000));
        assertThat(job.rejects()).isEqualTo(new RejectLimit(new BigDecimal("0.001"), true));
        assertThat(job.state().url()).isEqualTo("jdbc:mariadb://state.internal/state?sslMode=DISABLED");
        assertThat(job.state().insecure()).isTrue();
        assertThat(job.state().username()).isEqualTo("shop");
        assertThat(job.state().password().reveal()).isEqualTo("state");
        assertThat(job.state().directory()).isEqualTo(directory.resolve("state"));
        assertThat(job.sync())
                .isEqualTo(new Job.Sync(
                        Job.Sync.Mode.LOG, Map.of(), Duration.ofMinutes(5), "0 3 * * 1-5", ZoneOffset.UTC));
    }

    @Test
    void jobWithTheLeast() {
        Job job = JobFiles.read(GoldenFilesTest.ROOT.resolve("03-job-minimal/job.yaml"), FixedEnvironment.SHOP);

        assertThat(job.source().connections()).isEqualTo(8);
        assertThat(job.target())
                .isEqualTo(new TargetSettings.DynamoDb("eu-west-1", null, Map.of(), 0, 0, false, false));
        assertThat(job.load()).isEqualTo(Job.Load.DEFAULT);
        assertThat(job.rejects()).isEqualTo(RejectLimit.NONE);
        assertThat(job.state()).isEqualTo(new Job.State(null, null, null, Path.of(".rowlift/shop")));
        assertThat(job.sync()).isNull();
    }

    @Test
    void tables() {
        Mapping mapping = MappingFiles.read(MAPPING);

        assertThat(mapping.file()).isEqualTo(MAPPING.toString());
        assertThat(mapping.tables())
                .isEqualTo(Map.of(
                        "shop",
                        new TableDesign(
                                "shop",
                                new KeyAttribute("PK", KeyType.S),
                                new KeyAttribute("SK", KeyType.S),
                                Map.of(
                                        "GSI1",
                                        new Index(
                                                "GSI1",
                                                List.of(new KeyAttribute("GSI1PK", KeyType.S)),
                                                List.of(new KeyAttribute("GSI1SK", KeyType.S)),
                                                new Projection(Projection.Kind.ALL, List.of()),
                                                at(9))),
                                "expires_at",
                                new Billing.OnDemand(),
                                at(5))));
        assertThat(mapping.entities().keySet()).containsExactly("User", "Order");
    }

    @Test
    void user() {
        Entity user = MappingFiles.read(MAPPING).entities().get("User");

        assertThat(user.names()).isEqualTo(Names.AS_IS);
        assertThat(user.location()).isEqualTo(at(14));
        assertThat(user.aggregate())
                .isEqualTo(new Aggregate(
                        "User",
                        "users",
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(new Sql("email is not null", at(19))),
                        at(14)));
        assertThat(user.items())
                .containsExactly(
                        item(
                                null,
                                null,
                                Map.of("PK", template("USER#", "id", 17), "SK", literal("PROFILE", 17)),
                                Map.of(),
                                List.of(bare("name", 18), bare("email", 18)),
                                List.of(),
                                17),
                        item(
                                0,
                                null,
                                Map.of(
                                        "PK",
                                        new Template(
                                                "EMAIL#{email|lower}",
                                                List.of(
                                                        new Literal("EMAIL#"),
                                                        new Variable(
                                                                "email", List.of(new Format(Format.Kind.LOWER, 0)))),
                                                at(20)),
                                        "SK",
                                        literal("UNIQUE", 20)),
                                Map.of(),
                                List.of(named("user_id", new Source.Reference("id"), 21)),
                                List.of(),
                                19));
    }

    @Test
    void order() {
        Aggregate order = MappingFiles.read(MAPPING).entities().get("Order").aggregate();

        assertThat(order)
                .isEqualTo(new Aggregate(
                        "Order",
                        "orders",
                        List.of(),
                        List.of(
                                new Computed("expires", new Sql("created_at + interval '7 years'", at(26)), Map.of()),
                                new Computed(
                                        "line_count",
                                        new Sql(
                                                "(select count(*) from order_items i where i.order_id = orders.id)",
                                                at(27)),
                                        Map.of("order_items", Map.of("order_id", "id")))),
                        new Sql("deleted_at is null", at(28)),
                        List.of(
                                new Join("customer", "users", Map.of("user_id", "id"), at(30)),
                                new Join("country", "countries", Map.of("customer.country_id", "id"), at(31))),
                        List.of(new Embed(
                                "lines",
                                "order_items",
                                Map.of("id", "order_id"),
                                null,
                                List.of(),
                                List.of(new Order("id", false)),
                                500,
                                0,
                                List.of(new Join("product", "products", Map.of("product_id", "id"), at(34))),
                                List.of(),
                                List.of(
                                        bare("qty", 35),
                                        bare("price", 35),
                                        named("name", new Source.Reference("product.name"), 35)),
                                List.of(),
                                at(33))),
                        List.of(),
                        at(23)));
    }

    @Test
    void itemsOfOrder() {
        assertThat(MappingFiles.read(MAPPING).entities().get("Order").items())
                .containsExactly(
                        item(
                                null,
                                null,
                                Map.of("PK", template("USER#", "user_id", 37), "SK", template("ORDER#", "id", 37)),
                                Map.of(),
                                List.of(bare("status", 38), bare("total", 38)),
                                List.of(),
                                37),
                        item(
                                null,
                                null,
                                Map.of("PK", template("ORDER#", "id", 39), "SK", literal("METADATA", 39)),
                                Map.of(
                                        "GSI1PK",
                                        template("STATUS#", "status", 40),
                                        "GSI1SK",
                                        new Template(
                                                "{created_at}",
                                                List.of(new Variable("created_at", List.of())),
                                                at(40))),
                                List.of(
                                        new Attribute.All(at(42)),
                                        named("type", new Source.Constant("Order", As.STRING), 42),
                                        named("customer", new Source.Reference("customer.name"), 42),
                                        bare("lines", 42),
                                        named("expires_at", new Source.Converted("expires", As.EPOCH_SECONDS), 42)),
                                List.of("deleted_at", "expires"),
                                39),
                        item(
                                null,
                                new Each("tag", "tags", at(43)),
                                Map.of("PK", template("TAG#", "tag", 44), "SK", template("ORDER#", "id", 44)),
                                Map.of(),
                                List.of(),
                                List.of(),
                                43));
    }

    @Test
    void patterns() {
        assertThat(MappingFiles.read(MAPPING).patterns())
                .isEqualTo(Map.of(
                        "ordersOfUser",
                        new AccessPattern(
                                "ordersOfUser",
                                "shop",
                                null,
                                Map.of(
                                        "PK",
                                        new Condition(Operator.EQUALS, template("USER#", "user_id", 47)),
                                        "SK",
                                        new Condition(Operator.BEGINS_WITH, literal("ORDER#", 47))),
                                "select count(*) from orders where user_id = :user_id and deleted_at is null",
                                at(47)),
                        "ordersByStatus",
                        new AccessPattern(
                                "ordersByStatus",
                                "shop",
                                "GSI1",
                                Map.of("GSI1PK", new Condition(Operator.EQUALS, template("STATUS#", "status", 49))),
                                null,
                                at(49))));
    }

    @Test
    void copy() {
        Path file = GoldenFilesTest.ROOT.resolve("79-copy-contract/mapping.yaml");
        String name = file.toString();

        assertThat(MappingFiles.readCopy(file))
                .isEqualTo(new CopyMapping(
                        name,
                        Kind.NEON,
                        Map.of("public", new SchemaRule("public", new Location(name, 3))),
                        List.of(new CopyMapping.Name("*", new Location(name, 4))),
                        List.of(
                                new CopyMapping.Name("audit_*", new Location(name, 5)),
                                new CopyMapping.Name("flyway_schema_history", new Location(name, 5))),
                        ForeignKeys.KEEP,
                        Indexes.AFTER_LOAD,
                        Map.of(
                                "users",
                                new TableRule(
                                        "app_users",
                                        new Sql("deleted_at is null", new Location(name, 11)),
                                        List.of(),
                                        Map.of(
                                                "email",
                                                new ColumnRule.Kept("email_address", null, new Location(name, 13)),
                                                "full_name",
                                                new ColumnRule.Computed(
                                                        new Sql(
                                                                "first_name || ' ' || last_name",
                                                                new Location(name, 14)),
                                                        null,
                                                        "varchar(200)",
                                                        new Location(name, 14)),
                                                "password_hash",
                                                new ColumnRule.Dropped(new Location(name, 15)),
                                                "flags",
                                                new ColumnRule.Kept(null, "jsonb", new Location(name, 16))),
                                        new Location(name, 9)))));
    }

    private static ItemDesign item(
            Integer condition,
            Each each,
            Map<String, Template> key,
            Map<String, Template> index,
            List<Attribute> attributes,
            List<String> except,
            int line) {
        return new ItemDesign("shop", condition, each, key, index, attributes, except, Nulls.OMIT, at(line));
    }

    private static Attribute bare(String reference, int line) {
        return new Attribute.Bare(reference, at(line));
    }

    private static Attribute named(String name, Source source, int line) {
        return new Attribute.Named(name, source, at(line));
    }

    private static Template literal(String text, int line) {
        return new Template(text, List.of(new Literal(text)), at(line));
    }

    private static Template template(String literal, String column, int line) {
        return new Template(
                literal + "{" + column + "}", List.of(new Literal(literal), new Variable(column, List.of())), at(line));
    }

    private static Location at(int line) {
        return new Location(MAPPING.toString(), line);
    }
}
