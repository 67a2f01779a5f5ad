package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.servers.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with one of each defect, and the same database without. */
class ValidateIT {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              main:
                partition: PK
                sort: SK
                ttl: expires
                indexes:
                  GSI1: { partition: GSI1PK, sort: GSI1SK }
                  GSI2: { partition: GSI2PK, sort: GSI2SK }
            entities:
              Account:
                from: accounts
                items:
                  - key: { PK: "ACCOUNT#{id|pad:6}", SK: "PROFILE" }
                    attributes: [name, notes, { expires: { column: expires, as: number } }]
                  - key: { PK: "NAME#{name|lower}", SK: "UNIQUE" }
                    attributes: [id]
                  - when: "name like 'old%'"
                    key: { PK: "OLD#{id|pad:6}", SK: "X" }
                    index: { GSI2PK: "OLD", GSI2SK: "{id|pad:6}" }
              Sale:
                from: sales
                embed:
                  lines: { table: lines, on: { id: sale_id }, max: 10 }
                items:
                  - key: { PK: "ACCOUNT#{account_id|pad:6}", SK: "SALE#{number}" }
                    index: { GSI1PK: "STATUS#{status}", GSI1SK: "{sold}#{id|pad:9}" }
                    attributes: [id, amount, lines]
            patterns:
              salesOfAccount: { table: main, query: { PK: "ACCOUNT#{id}", SK: { beginsWith: "SALE#" } } }
              salesByStatus: { table: main, index: GSI1, query: { GSI1PK: "STATUS#{status}" } }
              oldAccounts: { table: main, index: GSI2, query: { GSI2PK: "OLD" } }
            """;

    private static final long LATER = 4_102_444_800L;

    @TempDir
    private Path directory;

    private Workspace shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Workspace(directory, Servers.postgres());
        shop.mapping(MAPPING);
        shop.sql(
                "create table accounts (id int primary key, name varchar(50) not null, notes text, expires bigint)",
                "create table sales (id int primary key, account_id int not null, number int not null, status text,"
                        + " sold date not null default '2024-05-01', amount numeric default 10.50,"
                        + " unique (account_id, number))",
                "create table lines (sale_id int, line int, product text, primary key (sale_id, line))",
                "insert into accounts select i, 'name ' || i, null, " + LATER + " from generate_series(1, 500) i",
                "insert into accounts values (501, 'old one', null, null)",
                "insert into sales select i, 1 + i % 500, 100 + i / 500, 'status ' || i % 100"
                        + " from generate_series(1, 12000) i",
                "insert into lines select i % 12000 + 1, i / 12000, 'p' from generate_series(1, 24000) i",
                "analyze");
    }

    @AfterEach
    void close() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws Exception {
        Answer answer = shop.rowlift("validate");

        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        assertThat(findings(answer.out())).containsExactly("NOTE right-to-write", "NOTE keys-checked");
        assertThat(answer.out())
                .contains("Ready to migrate: no problems, 0 warnings. 12,501 rows read in ")
                .contains("  main          13,003 ");
        assertThat(shop.dynamodb.listTables().tableNames()).doesNotContain(shop.table);
        assertThat(shop.rowlift("migrate").exit()).isZero();
        assertThat(shop.items()).hasSize(1 + 2 * 501 + 12_000);
    }

    @Test
    void showsValuesOnlyToThoseWhoAsk() throws Exception {
        shop.sql(
                "update accounts set name = 'NAME 8', notes = repeat('secret ', 20) where id = 7",
                "update accounts set name = '', notes = 'zebra' where id = 9");

        String keys = shop.rowlift("validate").out();
        String page = Files.readString(shop.state().resolve("report.html"));
        String values = shop.rowlift("validate", "--show-values").out();
        String pageWithValues = Files.readString(shop.state().resolve("report.html"));

        assertThat(keys).contains("\n    (id=9)\n").doesNotContain("zebra", "secret");
        assertThat(page).contains("Keys, no other values.").doesNotContain("zebra", "secret");
        assertThat(values)
                .contains("\n    (id=9) {name=\"\", notes=\"zebra\", expires=" + LATER + "}\n")
                .contains("\n    Account(id=7) {name=\"NAME 8\", notes=\"" + "secret ".repeat(14)
                        + "se... (140 characters)\", expires=" + LATER + "} and Account(id=8) {name=\"name 8\","
                        + " notes=NULL, expires=" + LATER + "}: NAME#name 8, UNIQUE\n");
        assertThat(pageWithValues).contains("Contains values of rows.").contains("zebra");
    }

    @Test
    void findsEveryDefectAndNamesItsRows() throws Exception {
        shop.mapping(MAPPING + "  byMail: { table: main, query: { PK: \"MAIL#{mail}\" } }\n"
                + "  profiles: { table: main, query: { SK: \"PROFILE\" } }\n");
        shop.sql(
                "update accounts set name = 'NAME 8' where id = 7",
                "update accounts set name = '' where id = 9",
                "update accounts set expires = 4102444800000 where id = 10",
                "update accounts set expires = extract(epoch from now() - interval '1 day') where id = 11",
                "update accounts set expires = 1 where id = 12",
                "update accounts set notes = repeat('x', 350000) where id = 13",
                "delete from accounts where id = 501",
                "update sales set number = 1000 where id = 1",
                "update sales set status = 'status 1' where id > 4000",
                "insert into lines select 3, 10 + i, 'p' from generate_series(1, 7) i",
                "insert into lines select 4, 10 + i, 'p' from generate_series(1, 9) i",
                "update sales set sold = 'infinity' where id = 5",
                "update sales set amount = 10::numeric ^ 40 + 1 where id = 6",
                "alter table lines drop constraint lines_pkey");

        Answer answer = besideAnOldTransaction();

        assertThat(answer.exit()).as(answer.err()).isEqualTo(6);
        assertThat(findings(answer.out()))
                .containsExactlyInAnyOrder(
                        "NOTE right-to-write",
                        "PROBLEM key-collision",
                        "PROBLEM rejected",
                        "PROBLEM rejected",
                        "PROBLEM rejected",
                        "PROBLEM rejected",
                        "PROBLEM ttl-not-seconds",
                        "PROBLEM pattern-without-items",
                        "WARNING pattern-scan",
                        "WARNING transaction-open",
                        "WARNING index-missing",
                        "WARNING ttl-past",
                        "WARNING ttl-ignored",
                        "WARNING size-near-limit",
                        "WARNING embed-near-max",
                        "WARNING sort-order",
                        "WARNING hot-partition",
                        "WARNING index-empty");
        assertThat(answer.out())
                .contains("\n    Account(id=7) and Account(id=8): NAME#name 8, UNIQUE\n")
                .contains("\n    (id=9)\n")
                .contains("\n    (id=10)\n")
                .contains("\n    (id=11)\n")
                .contains("\n    (id=12)\n")
                .contains("\n    (id=13)\n")
                .contains("\n    (id=4)\n")
                .contains("\n    (id=5)\n")
                .contains("\n    (id=6)\n");
        Path page = shop.state().resolve("report.html");
        assertThat(page).content().contains("Account(id=7) and Account(id=8)").contains("7 problems stand in the way");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
        assertThat(shop.state().resolve("report.json"))
                .content()
                .contains("\"code\" : \"key-collision\"")
                .contains("\"problem\" : 7,");
    }

    /** A transaction of somebody else is open when the dry run begins, and has been for longer than is patience. */
    private Answer besideAnOldTransaction() throws Exception {
        try (Connection other = shop.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            statement.execute("select pg_sleep(1.2)");
            return shop.rowlift(Impatient.parts(), "validate");
        }
    }

    /** A gate that asks for the report gets one, with everything else in it. */
    @Test
    void rowsThatRowLevelSecurityHidesAreReportedBesideEverythingElse() throws Exception {
        String reader = "reader_" + shop.table.replaceAll("\\W", "_");
        shop.sql(
                "create role " + reader + " login password 'secret'",
                "grant select on all tables in schema public to " + reader,
                "alter table sales enable row level security",
                "update accounts set name = '' where id = 9");
        shop.login(reader, "secret");

        Answer answer = shop.rowlift("validate");

        assertThat(answer.exit()).as(answer.err()).isEqualTo(6);
        assertThat(findings(answer.out())).contains("PROBLEM rows-hidden", "PROBLEM entity-unread", "PROBLEM rejected");
        assertThat(answer.out())
                .contains("  → ALTER ROLE \"" + reader + "\" BYPASSRLS\n")
                .contains("\n    (id=9)\n");
        assertThat(shop.state().resolve("report.json")).content().contains("\"code\" : \"rows-hidden\"");
    }

    /** The login may read and nothing else. */
    @Test
    void aLoginThatMayOnlyReadIsEnough() throws Exception {
        String reader = "reader_" + shop.table.replaceAll("\\W", "_");
        shop.sql(
                "create role " + reader + " login password 'secret'",
                "grant select on all tables in schema public to " + reader);
        shop.login(reader, "secret");

        Answer answer = shop.rowlift("validate");

        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        assertThat(findings(answer.out())).containsExactly("NOTE transactions-unseen", "NOTE keys-checked");
    }

    @Test
    void aSampleIsSaidToBeOne() throws Exception {
        Answer answer = shop.rowlift("validate", "--sample", "100");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out()).contains(" rows of a sample read in ").doesNotContain("Load: ");
        assertThat(shop.rowlift("validate", "--sample", "0").exit()).isEqualTo(2);
    }

    private static List<String> findings(String out) {
        return Pattern.compile("(?m)^(PROBLEM|WARNING|NOTE) \\[([a-z-]+)]")
                .matcher(out)
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();
    }
}
