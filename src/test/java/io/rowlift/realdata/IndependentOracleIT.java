package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The oracle against items written by hand: it has to know right from wrong before it may judge Rowlift. */
class IndependentOracleIT {

    private static final String TABLE = "oracle-by-hand";

    private final DynamoDbClient dynamo = PlainTable.client(Servers.dynamodb());
    private final IndependentOracle oracle = new IndependentOracle(dynamo, name -> TABLE);

    @BeforeEach
    void createTable() {
        dynamo.createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("PK"), text("SK"))
                .keySchema(key("PK", KeyType.HASH), key("SK", KeyType.RANGE)));
    }

    @AfterEach
    void dropTable() {
        dynamo.deleteTable(table -> table.tableName(TABLE));
        dynamo.close();
    }

    @Test
    void readsPostgresAsTheRenderingTableSays() throws SQLException {
        try (PlainSource source = database(
                Servers.postgres(),
                "oracle_postgres",
                "create type mood as enum ('sad', 'happy')",
                "create domain year as integer",
                "create table t (id bigint, n numeric(10,2), u numeric, r real, b boolean, c char(5), m mood, y year,"
                        + " d date, ts timestamp, tz timestamptz(3), bin bytea, tags text[], v tsvector, nothing text)",
                "insert into t values (9223372036854775807, 1.50, 1e3, 0.1, true, 'ab', 'happy', 2020, '2024-02-29',"
                        + " '2024-02-29 12:00:00.5', '2024-02-29 12:00:00.5+02', '\\x00ff', '{a,\"b c\"}', 'x:1', null)")) {
            SourceRow row = source.table("t").get(0);

            assertThat(row.columns(Set.of()))
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("id", new BigDecimal("9223372036854775807")),
                            Map.entry("n", new BigDecimal("1.5")),
                            Map.entry("u", new BigDecimal("1E+3")),
                            Map.entry("r", new BigDecimal("0.1")),
                            Map.entry("b", true),
                            Map.entry("c", "ab"),
                            Map.entry("m", "happy"),
                            Map.entry("y", new BigDecimal("2.02E+3")),
                            Map.entry("d", "2024-02-29"),
                            Map.entry("ts", "2024-02-29T12:00:00.500000"),
                            Map.entry("tz", "2024-02-29T10:00:00.500Z"),
                            Map.entry("bin", ByteBuffer.wrap(new byte[] {0, -1})),
                            Map.entry("tags", List.of("a", "b c")),
                            Map.entry("v", "'x':1")));
            assertThat(row.text("n")).isEqualTo("1.50");
            assertThat(row.columnsOrNull()).containsEntry("nothing", PlainTable.NULL);
        }
    }

    @Test
    void readsMySqlAsTheRenderingTableSays() throws SQLException {
        try (PlainSource source = database(
                Servers.mysql(),
                "oracle_mysql",
                "create table t (id bigint unsigned, n decimal(10,2), flag boolean, c char(5), m enum('sad', 'happy'),"
                        + " tags set('a', 'b c'), y year, d date, dt datetime, ts timestamp(3) null, bin blob,"
                        + " place point srid 0, bin_text varchar(9) collate utf8mb4_bin, nothing text)",
                "set time_zone = '+02:00'",
                "insert into t values (18446744073709551615, 1.50, 2, 'ab', 'happy', 'a,b c', 2020, '2024-02-29',"
                        + " '2024-02-29 12:00:00', '2024-02-29 12:00:00.5', x'00ff', point(0, 0), 'Ab', null)",
                "set time_zone = '+00:00'")) {
            SourceRow row = source.table("t").get(0);

            assertThat(row.columns(Set.of("tags", "place")))
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("id", new BigDecimal("18446744073709551615")),
                            Map.entry("n", new BigDecimal("1.5")),
                            Map.entry("flag", BigDecimal.valueOf(2)),
                            Map.entry("c", "ab"),
                            Map.entry("m", "happy"),
                            Map.entry("y", new BigDecimal("2.02E+3")),
                            Map.entry("d", "2024-02-29"),
                            Map.entry("dt", "2024-02-29T12:00:00"),
                            Map.entry("ts", "2024-02-29T10:00:00.500Z"),
                            Map.entry("bin", ByteBuffer.wrap(new byte[] {0, -1})),
                            Map.entry("bin_text", "Ab")));
            assertThat(row.members("tags")).containsExactly("a", "b c");
            assertThat(((ByteBuffer) row.value("place")).remaining()).isEqualTo(25);
        }
    }

    @Test
    void agreesWithItemsThatAreRight() throws SQLException {
        put("USER#1", "id", n("1"), "age", n("30.0"), "tags", AttributeValue.fromL(List.of(s("a"), s("b"))));
        put("USER#2", "id", n("2.00"), "picture", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1})));
        try (PlainSource source = users("oracle_right")) {
            expectUsers(source);

            assertThat(oracle.differences()).isEmpty();
            assertThat(oracle.counts()).containsExactly(Map.entry("User", 2L));
            assertThat(source.uncarried()).isEmpty();
        }
    }

    @Test
    void namesEveryDifference() throws SQLException {
        put(
                "USER#1",
                "id",
                n("1"),
                "age",
                s("30"),
                "extra",
                s("x"),
                "tags",
                AttributeValue.fromL(List.of(s("b"), s("a"))));
        put("USER#3", "age", n("1"));
        try (PlainSource source = users("oracle_wrong")) {
            expectUsers(source);
            expectUsers(source);

            assertThat(oracle.differences())
                    .containsExactly(
                            "users{PK=USER#1, SK=PROFILE}: expected for User and for User",
                            "users{PK=USER#2, SK=PROFILE}: expected for User and for User",
                            "User users{PK=USER#1, SK=PROFILE}: age is S 30, expected N 30",
                            "User users{PK=USER#1, SK=PROFILE}: extra is S x, expected missing",
                            "User users{PK=USER#1, SK=PROFILE}: tags is [b, a], expected [a, b]",
                            "User users{PK=USER#2, SK=PROFILE}: missing",
                            "users{PK=USER#3, SK=PROFILE}: unexpected");
        }
    }

    @Test
    void knowsWhichColumnsNoItemCarries() throws SQLException {
        try (PlainSource source = users("oracle_columns")) {
            oracle.expect(
                    "User",
                    source.table("users"),
                    r -> Expected.item("users", "USER#" + r.text("id"), "PROFILE")
                            .columns(r, "id", "picture"));

            assertThat(source.uncarried()).containsExactly("users.id", "users.picture");
        }
    }

    private static PlainSource users(String database) throws SQLException {
        return database(
                Servers.postgres(),
                database,
                "create table users (id int, age numeric, tags text[], picture bytea)",
                "insert into users values (1, 30, '{a,b}', null), (2, null, null, '\\x01')");
    }

    private void expectUsers(PlainSource source) {
        oracle.expect(
                "User",
                source.table("users"),
                r -> Expected.item("users", "USER#" + r.text("id"), "PROFILE").columns(r));
    }

    private static PlainSource database(DatabaseServer server, String name, String... statements) throws SQLException {
        server.createDatabase(name);
        PlainSource source = PlainSource.open(server, name);
        for (String statement : statements) {
            source.execute(statement);
        }
        return source;
    }

    private void put(String partition, Object... attributes) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of("PK", s(partition), "SK", s("PROFILE")));
        for (int i = 0; i < attributes.length; i += 2) {
            item.put((String) attributes[i], (AttributeValue) attributes[i + 1]);
        }
        dynamo.putItem(p -> p.tableName(TABLE).item(item));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
