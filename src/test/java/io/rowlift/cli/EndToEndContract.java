package io.rowlift.cli;

import static io.rowlift.cli.Workspace.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.job.store.JobStore;
import io.rowlift.servers.DatabaseServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The commands on a real database and a real DynamoDB, whatever the database. */
@SuppressWarnings("unchecked") // the SDK takes consumers as varargs
abstract class EndToEndContract {

    private static final String MARKS =
            "( \\(perhaps changed since the load\\)|(?<=\n)\\w+: \\d+ differences? in tables that were written[^\n]*\n)";

    private static final int USERS = 300;
    private static final int ITEMS = 5 * USERS;

    @TempDir
    private Path directory;

    private Workspace shop;

    abstract DatabaseServer server();

    @BeforeEach
    void open() throws Exception {
        shop = new Workspace(directory, server()).rows(USERS);
    }

    @AfterEach
    void close() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void migratesVerifiesAndShows() throws Exception {
        Answer migrate = shop.rowlift("migrate");

        assertThat(migrate.exit()).as(migrate.err()).isZero();
        assertThat(migrate.out())
                .startsWith("""
                        Migration "e2e" is complete.

                          entity  rows  mapped  rejected  items rendered  items acknowledged
                          User     300     300         0             300                 300
                          Order    600     600         0           1,200               1,200
                          total    900     900         0           1,500               1,500

                        Nothing was lost: rows = mapped + rejected, items rendered = items acknowledged.
                        This run: 900 rows in\s""")
                .endsWith("\nNext: rowlift verify " + shop.job + "   compares source and target by value\n");
        assertThat(shop.items()).hasSize(ITEMS);

        Answer verify = shop.rowlift("verify");

        assertThat(verify.exit()).as(verify.err()).isZero();
        assertThat(verify.out()).startsWith("""
                          entity  rows  rejected  items compared  equal  missing  different  expired
                          User     300         0             300    300        0          0        0
                          Order    600         0           1,200  1,200        0          0        0

                          table  items  extra  not this mapping's
                          main   1,500      0                   0

                        Source and target are equal: 1,500 items compared by value in\s""");
        Path file = shop.state().resolve("verify.json");
        assertThat(file).content().contains("\"command\" : \"verify\",\n  \"exit\" : 0,\n  \"job\" : \"e2e\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Answer status = shop.rowlift("status");

        assertThat(status.exit()).isZero();
        assertThat(status.out())
                .matches(
                        "(?s)Migration \"e2e\" is complete, begun 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\.\n\n.*")
                .endsWith("""
                          entity  state  ranges  rows  mapped  rejected  items acknowledged
                          User    done   2 of 2   300     300         0                 300
                          Order   done   3 of 3   600     600         0               1,200
                          total          5 of 5   900     900         0               1,500
                        """);
    }

    @Test
    void rendersARowByItsKey() {
        Answer answer = shop.rowlift("render", "Order", "301");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out())
                .startsWith("-- Order(id=301) is read by\nSELECT ")
                .endsWith("""
                        -- item 1 of 2, table "main", 51 bytes
                        {
                          "PK": {"S": "USER#1"},
                          "SK": {"S": "ORDER#301"},
                          "id": {"N": "301"},
                          "user_id": {"N": "1"},
                          "status": {"S": "paid"},
                          "total": {"N": "1.25"}
                        }
                        -- item 2 of 2, table "main", 32 bytes
                        {
                          "PK": {"S": "STATUS#paid"},
                          "SK": {"S": "ORDER#301"},
                          "total": {"N": "1.25"}
                        }
                        """);
        assertThat(shop.rowlift("render", "Order", "id=301").out()).isEqualTo(answer.out());
    }

    @Test
    void saysThatThereIsNoSuchRow() {
        Answer answer = shop.rowlift("render", "Order", "4711");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err())
                .matches(
                        "rowlift: entity \"Order\" selects no row \\(id=4711\\) of \"\\w+\\.orders\"; check the key, and"
                                + " the entity's \"where\" if it has one\n");
    }

    @Test
    void aSecondRunChangesNothing() {
        shop.rowlift("migrate");
        Set<Map<String, AttributeValue>> before = new HashSet<>(shop.items());

        Answer again = shop.rowlift("migrate");

        assertThat(again.exit()).isZero();
        assertThat(again.out())
                .startsWith("Migration \"e2e\" was complete before: nothing was read, nothing was written.\n")
                .endsWith("loads everything again\n");
        assertThat(new HashSet<>(shop.items())).isEqualTo(before);

        assertThat(shop.rowlift("migrate", "--restart").exit()).isZero();
        assertThat(new HashSet<>(shop.items())).isEqualTo(before);
    }

    @Test
    void verifyFindsTamperedDeletedAndExtraItems() {
        shop.rowlift("migrate");
        shop.dynamodb.deleteItem(delete -> delete.tableName(shop.table).key(key("USER#7", "PROFILE")));
        shop.dynamodb.putItem(put -> put.tableName(shop.table)
                .item(Map.of(
                        "PK", AttributeValue.fromS("STATUS#new"),
                        "SK", AttributeValue.fromS("ORDER#8"),
                        "total", AttributeValue.fromN("8.51"))));
        shop.dynamodb.putItem(put -> put.tableName(shop.table).item(key("USER#999", "PROFILE")));

        Answer verify = shop.rowlift("verify");

        assertThat(verify.exit()).isEqualTo(6);
        // MySQL knows the second of the last write, and the rows are no older than the load
        assertThat(verify.out().replaceAll(MARKS, "")).contains("""
                        missing: main {"PK":{"S":"USER#7"},"SK":{"S":"PROFILE"}} of User(id=7)
                        different: main {"PK":{"S":"STATUS#new"},"SK":{"S":"ORDER#8"}} of Order(id=8): "total" differs
                        extra: main {"PK":{"S":"USER#999"},"SK":{"S":"PROFILE"}}
                        3 differences found: 1,500 items compared by value in\s""");
        assertThat(shop.rowlift("verify", "--show-values").out().replaceAll(MARKS, ""))
                .contains("\"total\" differs, expected {\"N\":\"8.5\"}, found {\"N\":\"8.51\"}\n");
        assertThat(shop.rowlift("verify", "--json").out())
                .contains("\"exit\" : 6,")
                .contains("\"differences\" : 3,");
    }

    /** By the statistics of real servers: they know tables, and not rows. */
    @Test
    void verifyTellsWhatMayHaveChangedSinceTheLoad() throws Exception {
        shop.rowlift("migrate");
        shop.sql("update orders set total = 77 where id = 8", "delete from orders where id = 600");
        shop.dynamodb.deleteItem(delete -> delete.tableName(shop.table).key(key("USER#7", "PROFILE")));

        Answer verify = shop.rowlift("verify");

        assertThat(verify.out())
                .contains("missing: main {\"PK\":{\"S\":\"USER#7\"},\"SK\":{\"S\":\"PROFILE\"}} of User(id=7)")
                .contains("of Order(id=8): \"total\" differs (perhaps changed since the load)\n")
                .contains("Order: 2 differences in tables that were written since the load: may have changed since\n")
                .containsPattern(
                        "Note: written since the load began: \"[a-z0-9_.]*orders\".*; what differs there may have"
                                + " changed since the load\\.\n")
                .contains("Mend it with: rowlift verify " + shop.job
                        + " --repair; \"--prune\" as well removes extra items");
    }

    @Test
    void rejectsAreListedAndTriedAgain() throws Exception {
        shop.sql("update orders set status = null where id = 5");
        shop.rejects("3");

        Answer migrate = shop.rowlift("migrate");

        assertThat(migrate.exit()).as(migrate.err()).isZero();
        assertThat(migrate.out()).contains("Order    600     599         1           1,198               1,198\n");
        assertThat(migrate.out()).contains("Next: rowlift rejects " + shop.job);
        assertThat(shop.rowlift("verify").exit()).isZero();
        assertThat(shop.rowlift("rejects").out())
                .matches("Order\\(id=5\\): .*status.*\n\n1 row rejected\\. Mend the data, then: rowlift"
                        + " rejects \\Q" + shop.job + "\\E --replay\n");
        assertThat(shop.rowlift("rejects", "--json").out()).contains("\"id\" : \"5\"");

        shop.sql("update orders set status = 'paid' where id = 5");
        Answer replay = shop.rowlift("rejects", "--replay");

        assertThat(replay.exit()).as(replay.err()).isZero();
        assertThat(replay.out())
                .matches(
                        "Tried 1 rejected row again in .*: 1 mapped \\(2 items written\\), 0 rejected again, 0 no longer"
                                + " selected by the source\\.\n");
        assertThat(shop.rowlift("rejects").out()).isEqualTo("No row was rejected.\n");
        assertThat(shop.rowlift("verify").exit()).isZero();
    }

    @Test
    void tooManyRejectsFailAndCanBeContinued() throws Exception {
        shop.sql("update orders set status = null where id = 5");

        Answer migrate = shop.rowlift("migrate");

        assertThat(migrate.exit()).isEqualTo(4);
        assertThat(migrate.err()).endsWith("Go on with: rowlift migrate " + shop.job + "\n");

        shop.sql("update orders set status = 'paid' where id = 5");
        shop.rejects("1");
        assertThat(shop.rowlift("migrate").exit()).isZero();
    }

    /** Keys of names are not proved; what the source's own statistics say makes the run look at them again. */
    @Test
    void aRowThatComesAfterTheKeysWereCheckedDoesNotTakeAnothersItem() throws Exception {
        shop.mapping("USER#{id}", "NAME#{name|raw}");
        shop.sql("update orders set status = null where id = 5");
        Answer failed = shop.rowlift("migrate");
        assertThat(failed.exit()).as(failed.err()).isEqualTo(4);
        shop.rejects("1");
        shop.sql("insert into users values (90001, 'late@example.com', 'User 7')");

        Answer refused = shop.rowlift("migrate");

        assertThat(refused.exit()).as(refused.err()).isIn(3, 4);
        assertThat(refused.err()).contains("User(id=7) and User(id=90001) both render PK=NAME#User 7, SK=PROFILE");
        shop.sql("update users set name = 'User 90001' where id = 90001");
        Answer done = shop.rowlift("migrate");
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(shop.rowlift("verify").exit()).isZero();
    }

    @Test
    void aTableThatTheSourceDoesNotHave() throws Exception {
        shop.mapping("from: orders", "from: order");

        Answer migrate = shop.rowlift("migrate");

        assertThat(migrate.exit()).isEqualTo(2);
        assertThat(migrate.err())
                .contains("shop.dynamodb.yaml:")
                .contains("\"order\"")
                .contains("\"orders\"");
        assertThat(shop.dynamodb.listTables().tableNames()).doesNotContain(shop.table);
    }

    @Test
    void aColumnThatIsMissingOrAddedBetweenRuns() throws Exception {
        shop.rowlift("migrate");
        shop.sql("alter table orders add column note varchar(10)");

        Answer added = shop.rowlift("migrate");

        assertThat(added.exit()).isEqualTo(3);
        assertThat(added.err()).contains("\"Order\"").contains("note").contains("--restart Order");

        shop.sql("alter table orders drop column note", "alter table orders drop column total");
        Answer missing = shop.rowlift("migrate");

        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("\"total\"");
    }

    @Test
    void aForeignTableIsRefused() {
        shop.dynamodb.createTable(table -> table.tableName(shop.table)
                .keySchema(
                        k -> k.attributeName("PK").keyType(KeyType.HASH),
                        k -> k.attributeName("SK").keyType(KeyType.RANGE))
                .attributeDefinitions(
                        a -> a.attributeName("PK").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("SK").attributeType(ScalarAttributeType.S))
                .billingMode("PAY_PER_REQUEST"));
        shop.dynamodb.putItem(put -> put.tableName(shop.table).item(key("SESSION#1", "X")));

        Answer migrate = shop.rowlift("migrate");

        assertThat(migrate.exit()).isEqualTo(3);
        assertThat(migrate.err()).contains("\"" + shop.table + "\"").contains("--take-over");
        assertThat(shop.items()).isEqualTo(List.of(key("SESSION#1", "X")));
    }

    @Test
    void aLostStateBeginsFromZeroAndTheOneThatTurnsUpAgainIsRefused() throws Exception {
        shop.rowlift("migrate");
        Path lost = Files.move(shop.state(), shop.directory.resolve("lost"));
        shop.sql("update users set name = 'changed meanwhile' where id = 3");

        Answer migrate = shop.rowlift("migrate");

        assertThat(migrate.exit()).as(migrate.err()).isZero();
        assertThat(migrate.err())
                .contains("table \"" + shop.table + "\" carries this job's mark, made by another state (store ")
                .contains(" the load begins from zero and writes over what is there.");
        assertThat(shop.rowlift("verify").exit()).isZero();
        assertThat(shop.rowlift("migrate").exit()).isZero();

        Files.move(shop.state(), shop.directory.resolve("newer"));
        Files.move(lost, shop.state());
        for (String[] options : new String[][] {{}, {"--restart"}, {"--restart", "User"}}) {
            Answer refused = shop.rowlift("migrate", options);
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.err())
                    .contains("table \"" + shop.table + "\" was taken over by another state of this job (store ")
                    .endsWith("; go on where that state is, or load everything again from here with rowlift migrate"
                            + " JOB --restart"
                            + " --take-over\n");
        }
        assertThat(shop.rowlift("migrate", "--restart", "--take-over").exit()).isZero();
        assertThat(shop.rowlift("migrate").exit()).isZero();
    }

    @Test
    void aSecondRunAtTheSameTimeIsRefused() {
        try (JobStore held = JobStore.open(new Wiring().job(shop.job))) {
            Answer migrate = shop.rowlift("migrate");

            assertThat(migrate.exit()).isEqualTo(3);
            assertThat(migrate.err())
                    .startsWith("rowlift: another run of job \"e2e\" has its state open")
                    .endsWith("wait for its end; \"rowlift status\" shows how far it is\n");
            assertThat(held.id()).isNotEmpty();
        }
    }
}
