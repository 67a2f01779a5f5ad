package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row of each kind that only the data can tell the target does not hold, and a clean twin of the same tables. */
class CopyDefectsIT {

    private static final String POSTGRES = "postgresql: { url: \"jdbc:postgresql://127.0.0.1:1/shop\"";
    private static final String MYSQL = "mysql: { url: \"jdbc:mysql://127.0.0.1:1/shop\"";

    @TempDir
    private Path directory;

    private final String database = "defects" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void fromPostgresToMySql() throws Exception {
        DatabaseServer server = Servers.postgres();
        server.createDatabase(database);
        String mapping = """
                version: 1
                target: mysql
                tables:
                  people:
                    columns:
                      name: { type: "varchar(100) COLLATE utf8mb4_0900_ai_ci" }
                  tags:
                    columns:
                      tag: { type: "varchar(100) COLLATE utf8mb4_bin" }
                """;
        sql(
                server,
                "create table people (id int primary key, name text not null unique, exact text not null unique)",
                "create table tags (a int, tag text, primary key (a, tag))",
                "create table docs (slug text primary key)",
                "create table times (id int primary key, at timestamp, day date)",
                "create table prices (id int primary key, price numeric)",
                "create table loose (a int, b text, unique (b))",
                "insert into people select i, 'name ' || i, 'name ' || i from generate_series(1, 300) i",
                "insert into tags select i, 'tag' from generate_series(1, 300) i",
                "insert into docs select 'doc ' || i from generate_series(1, 300) i",
                "insert into times values (1, '1000-01-01', '9999-12-31')",
                "insert into prices values (1, 1.25)",
                "insert into loose values (1, null), (1, null), (2, 'x')");

        assertThat(found(validate(server, MYSQL, mapping))).as("the clean twin").isEmpty();

        sql(
                server,
                "insert into people values (1001, 'Zoë', 'Zoe'), (1002, 'ZOE', 'ZOE'), (1003, 'zoe', 'zoe')",
                "insert into tags values (1, 'tag '), (2, 'Tag')",
                "insert into docs values (repeat('x', 1000))",
                "insert into times values (2, '0044-03-15 BC', null), (3, 'infinity', null), (4, '10000-01-01', null)",
                "insert into prices values (2, 'NaN')");

        assertThat(found(validate(server, MYSQL, mapping)))
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).contains("""
                                table "people": its unique key "people_name_key" (name) has values \
                                that are different in the source and equal in the target, which takes texts under \
                                utf8mb4_0900_ai_ci as one: only the first of such rows can be written
                                """).contains("(id=1001) and (id=1002), 3 rows in all"),
                        each -> assertThat(each)
                                .contains("\"tags_pkey\" (a, tag)")
                                .contains("(a=1, tag=tag) and (a=1, tag=tag )"),
                        each -> assertThat(each)
                                .contains("column \"slug\": it has 1,000 characters, varchar holds 768"),
                        each -> assertThat(each)
                                .contains("table \"times\": column \"at\": datetime holds the years 1000 to 9999")
                                .contains("    (id=2)\n    (id=4)\n"),
                        each -> assertThat(each)
                                .contains("table \"times\": column \"at\": MySQL has no \"infinity\"")
                                .contains("(id=3)"),
                        each -> assertThat(each)
                                .contains("table \"prices\": column \"price\": MySQL has no \"NaN\"")
                                .contains("(id=2)"));
    }

    @Test
    void fromMySqlToPostgres() throws Exception {
        DatabaseServer server = Servers.mysql();
        server.createDatabase(database);
        String mapping = """
                version: 1
                target: postgresql
                tables:
                  people:
                    columns:
                      name: { type: citext }
                      active: { type: boolean }
                """;
        sql(
                server,
                "create table people (id int primary key, name varchar(100) collate utf8mb4_bin not null unique,"
                        + " active tinyint(1) not null)",
                "create table docs (slug varchar(768) primary key, title varchar(700), key (title))",
                "create table times (id int primary key, day date, at datetime)",
                "create table texts (id int primary key, body text)",
                "insert into people values (1, 'Ann', 0), (2, 'Bob', 1)",
                "insert into docs values (repeat('x', 768), 'y')",
                "insert into times values (1, '2024-02-29', '9999-12-31 23:59:59')",
                "insert into texts values (1, 'plain')");

        assertThat(found(validate(server, POSTGRES, mapping)))
                .as("the clean twin")
                .isEmpty();

        sql(
                server,
                "insert into people values (3, 'ann', 2)",
                "insert into people values (4, 'ANN', 1)",
                "insert into docs values (repeat('\uD83D\uDE00', 768), 'z')",
                "insert into docs values ('long title', repeat('\uD83D\uDE00', 700))",
                "set sql_mode = ''",
                "insert into times values (2, '0000-00-00', null), (3, null, '2024-00-15 00:00:00')",
                "insert into texts values (2, concat('a', char(0), 'b'))");

        assertThat(found(validate(server, POSTGRES, mapping)))
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each)
                                .contains("column \"active\": it is neither 0 nor 1, which boolean holds only")
                                .contains("(id=3)"),
                        each -> assertThat(each)
                                .contains("which takes texts that differ in case only as one")
                                .contains("(id=1) and (id=4)\n"),
                        each -> assertThat(each)
                                .contains("table \"docs\": index \"PRIMARY\" would hold 3,088 bytes of"
                                        + " it, PostgreSQL allows 2,704 unless it can compress them"),
                        each -> assertThat(each)
                                .contains("index \"title\" would hold 2,816 bytes of it")
                                .contains("(slug=long title)"),
                        each -> assertThat(each)
                                .contains("table \"times\": column \"day\"")
                                .contains("(id=2)"),
                        each -> assertThat(each)
                                .contains("table \"times\": column \"at\"")
                                .contains("(id=3)"),
                        each -> assertThat(each)
                                .contains("column \"body\": it has a NUL byte, which PostgreSQL's texts do not hold")
                                .contains("(id=2)"));
    }

    @Test
    void aTableThatCannotBeReadIsAFindingBesideTheOthers() throws Exception {
        DatabaseServer server = Servers.postgres();
        server.createDatabase(database);
        String login = "reader" + database;
        sql(
                server,
                "create table open (id int primary key, price numeric)",
                "create table closed (id int primary key)",
                "insert into open values (1, 'NaN')",
                "create role " + login + " login password 'r'",
                "grant select on open to " + login);

        try {
            Answer answer = validate(server, MYSQL, "version: 1\ntarget: mysql\n", login, "r");

            assertThat(answer.exit()).as(answer.err()).isEqualTo(6);
            assertThat(answer.out()).contains("""
                            PROBLEM [table-unread] table "public.closed": it cannot be copied: the login may not read column \
                            "id" of table "public.closed"; GRANT SELECT on the table to it
                              → or leave it out with "exclude"
                            """).contains("table \"open\": column \"price\": MySQL has no \"NaN\"");
        } finally {
            sql(server, "drop owned by " + login, "drop role " + login);
        }
    }

    /** Returns what stands in the way, each finding with its rows. */
    private static List<String> found(Answer answer) {
        assertThat(answer.exit()).as(answer.err() + answer.out()).isIn(0, 6);
        return Stream.of(answer.out().split("(?m)^(?=(?:PROBLEM|WARNING|NOTE) )"))
                .filter(finding -> finding.startsWith("PROBLEM"))
                .toList();
    }

    private Answer validate(DatabaseServer server, String target, String mapping) throws IOException {
        return validate(server, target, mapping, server.username(), server.password());
    }

    private Answer validate(DatabaseServer server, String target, String mapping, String username, String password)
            throws IOException {
        Files.writeString(directory.resolve("mapping.yaml"), mapping);
        Path job = Files.writeString(directory.resolve("copy.yaml"), """
                version: 1
                name: defects
                source: { url: "%s", username: "%s", password: "${file:%s}" }
                target:
                  %s, username: nobody, password: "${file:%s}" }
                mapping: mapping.yaml
                state: { directory: state }
                """.formatted(
                        server.jdbcUrl(database),
                        username,
                        Files.writeString(directory.resolve("source"), password),
                        target,
                        Files.writeString(directory.resolve("target"), "none")));
        return new Shell(new Wiring(), directory.resolve(".rowlift")).run("validate", job.toString());
    }

    private void sql(DatabaseServer server, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
