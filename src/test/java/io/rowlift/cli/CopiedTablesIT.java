package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What a copy makes of tables that are not like the others. */
class CopiedTablesIT {

    private static final String POSTGRESQL = "version: 1\ntarget: postgresql\n";
    private static final String MYSQL = "version: 1\ntarget: mysql\n";

    @TempDir
    private Path directory;

    @Test
    void rowsOfInheritingTablesComeOnce() throws Exception {
        for (String kind : new String[] {"postgresql", "mysql"}) {
            boolean postgres = kind.equals("postgresql");
            CopyJob job =
                    CopyJob.of(directory, Servers.postgres(), postgres ? Servers.postgres() : Servers.mysql(), kind);
            job.inSource(
                    "create table vehicle (id int primary key, wheels int)",
                    "create table bicycle (gears int, primary key (id)) inherits (vehicle)",
                    "create table nameless (a int)",
                    "create table heir () inherits (nameless)",
                    "insert into vehicle values (1, 3)",
                    "insert into bicycle values (1, 2, 21), (2, 2, 7)",
                    "insert into nameless values (1), (1)",
                    "insert into heir values (2)");

            Answer answer = job.runWith(postgres ? POSTGRESQL : MYSQL, "", "state-" + kind, "migrate");

            assertThat(answer.exit()).as(answer.err()).isZero();
            assertThat(answer.err())
                    .contains(
                            "they become tables of their own with their own rows, and their parents tables with the parents'"
                                    + " own: in the target a query on a parent does not show their rows");
            assertThat(job.found("select id, wheels from vehicle")).containsExactly("1|3");
            assertThat(job.found("select id, wheels, gears from bicycle order by id"))
                    .containsExactly("1|2|21", "2|2|7");
            assertThat(job.found("select a from nameless")).containsExactly("1", "1");
            assertThat(job.found("select a from heir")).containsExactly("2");
        }
    }

    @Test
    void mariaDbIsNotWritten() throws Exception {
        DatabaseServer mariaDb = Servers.mariadb().orElseThrow(() -> new TestAbortedException("no MariaDB here"));
        CopyJob job = CopyJob.of(directory, Servers.postgres(), mariaDb, "mysql");
        job.inSource("create table users (id int primary key)", "insert into users values (1)");

        Answer answer = job.run(MYSQL, "migrate");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err())
                .containsPattern(
                        "rowlift: the target at 127\\.0\\.0\\.1:\\d+ is MariaDB \\S+MariaDB\\S*, which Rowlift reads and"
                                + " does not write; name a MySQL server of 8\\.0\\.17 or later, or PlanetScale\n");
        assertThat(job.found("show tables")).isEmpty();
    }

    @Test
    void aKeyOfTheMappingBecomesThePrimaryKey() throws Exception {
        for (String kind : new String[] {"postgresql", "mysql"}) {
            boolean postgres = kind.equals("postgresql");
            CopyJob job =
                    CopyJob.of(directory, Servers.postgres(), postgres ? Servers.postgres() : Servers.mysql(), kind);
            job.inSource(
                    "create table log (host text, sequence int, line text)",
                    "create index log_line on log (line)",
                    "insert into log select 'h' || i % 3, i, 'line' from generate_series(1, 100) i");
            String mapping = (postgres ? POSTGRESQL : MYSQL) + "tables: { log: { key: [host, sequence] } }\n";

            Answer answer = job.runWith(mapping, "", "state-" + kind, "migrate");

            assertThat(answer.exit()).as(answer.err()).isZero();
            assertThat(job.found("""
                    select k.column_name from information_schema.table_constraints c
                    join information_schema.key_column_usage k on k.constraint_name = c.constraint_name
                        and k.table_schema = c.table_schema and k.table_name = c.table_name
                    where c.table_name = 'log' and c.constraint_type = 'PRIMARY KEY' and c.table_schema = '%s'
                    order by k.ordinal_position""".formatted(postgres ? "public" : job.target())))
                    .containsExactly("host", "sequence");
            assertThat(job.found("select count(*) from log")).containsExactly("100");
            assertThatThrownBy(() -> job.inTarget("insert into log values ('h1', 1, 'again')"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aKeyOfTheMappingFromMySql() throws Exception {
        CopyJob job = CopyJob.of(directory, Servers.mysql(), Servers.postgres(), "postgresql");
        job.inSource(
                "create table log (host varchar(20), sequence int, doubled int generated always as (sequence * 2) stored,"
                        + " unique key by_doubled (doubled))",
                "insert into log (host, sequence) values ('a', 1), ('a', 2), ('b', 3)");

        Answer answer = job.run(POSTGRESQL + "tables: { log: { key: [host, sequence] } }\n", "migrate");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(job.found("select host, sequence, doubled from log order by 1, 2"))
                .containsExactly("a|1|2", "a|2|4", "b|3|6");
        assertThatThrownBy(() -> job.inTarget("insert into log values ('a', 1)"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void messagesSayTableWhereTablesAreCopied() throws Exception {
        CopyJob job = CopyJob.of(directory, Servers.postgres(), Servers.postgres(), "postgresql");
        job.inSource(
                "create table log (host text, line text)",
                "insert into log values ('a', 'x'), ('a', 'y'), (null, 'z')");

        Answer answer = job.run(POSTGRESQL + "tables: { log: { key: [host] } }\n", "migrate");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err())
                .contains("table \"log\": the declared key (host) of \"public.log\" is NULL in part for (host=NULL);")
                .contains(
                        "table \"log\": the declared key (host) of \"public.log\" is shared by several rows for (host=a);")
                .doesNotContain("entity");
    }

    @Test
    void ddlThatPeopleDeployIsAskedForPhaseByPhase() throws Exception {
        for (String kind : new String[] {"postgresql", "mysql"}) {
            boolean postgres = kind.equals("postgresql");
            CopyJob job =
                    CopyJob.of(directory, Servers.postgres(), postgres ? Servers.postgres() : Servers.mysql(), kind);
            job.inSource(
                    "create table users (id int primary key, name text)",
                    "create table orders (id int primary key, user_id int references users)",
                    "create index orders_by_user on orders (user_id)",
                    "insert into users values (1, 'Ann')",
                    "insert into orders values (1, 1)");
            String state = "manual-" + kind;
            Path file = directory.resolve(state).resolve("schema.sql");
            String mapping = postgres ? POSTGRESQL : MYSQL;

            Answer first = job.runWith(mapping, ", ddl: manual", state, "migrate");

            assertThat(first.exit()).as(first.err()).isEqualTo(3);
            assertThat(first.err())
                    .contains("rowlift: the target lacks table \"" + (postgres ? "public" : job.target())
                            + ".rowlift_ledger\" and 2 more, and the job says \"ddl: manual\"; deploy section \"tables: before"
                            + " the load\" of " + file + ", then run again\n");
            job.inTarget(section(file, "tables"));
            Answer second = job.runWith(mapping, ", ddl: manual", state, "migrate");
            assertThat(second.exit()).as(second.err()).isEqualTo(3);
            assertThat(second.err())
                    .containsPattern(
                            "rowlift: the target lacks (primary key|index|key|unique)? ?.*and the job says \"ddl: manual\";"
                                    + " deploy section \"indexes: after the load\" of ");
            assertThat(job.found("select count(*) from orders")).containsExactly("1");
            job.inTarget(section(file, "indexes"));
            Answer third = job.runWith(mapping, ", ddl: manual", state, "migrate");
            assertThat(third.exit()).as(third.err()).isEqualTo(3);
            assertThat(third.err()).contains("deploy section \"foreign keys: after the load\" of " + file);
            job.inTarget(section(file, "foreign keys"));
            Answer last = job.runWith(mapping, ", ddl: manual", state, "migrate");
            if (postgres) {
                assertThat(last.err()).contains("deploy section \"validation: after the load\" of " + file);
                job.inTarget(section(file, "validation"));
                last = job.runWith(mapping, ", ddl: manual", state, "migrate");
            }
            assertThat(last.exit()).as(last.err()).isZero();
            assertThat(job.found("select id, user_id from orders")).containsExactly("1|1");
        }
    }

    private static String[] section(Path file, String title) throws IOException {
        for (String section : Files.readString(file).split("(?m)^-- ", -1)) {
            if (section.startsWith(title + ":")) {
                String body = section.substring(section.indexOf('\n')).strip();
                return body.substring(0, body.length() - 1).split(";\n\n", -1);
            }
        }
        throw new AssertionError("no section " + title + " in " + Files.readString(file));
    }

    @Test
    void whatTheLedgerRefuses() throws Exception {
        for (String kind : new String[] {"postgresql", "mysql"}) {
            boolean postgres = kind.equals("postgresql");
            CopyJob job =
                    CopyJob.of(directory, Servers.postgres(), postgres ? Servers.postgres() : Servers.mysql(), kind);
            job.inSource("create table users (id int primary key)", "insert into users values (1)");
            String mapping = postgres ? POSTGRESQL : MYSQL;
            job.inTarget("create table users (id int primary key)", "insert into users values (7)");

            String state = "refused-" + kind;
            String where = "database \"" + job.target() + "\" at "
                    + job.to().jdbcUrl("x").replaceFirst("^jdbc:\\w+://([^/]+)/.*", "$1");
            String delete =
                    "; if all rows of these tables may be deleted, run again with --take-over; else choose another"
                            + " database, or other names with \"schemas\" or \"to\" in the mapping\n";

            Answer rows = job.runWith(mapping, "", state, "migrate");

            assertThat(rows.exit()).as(rows.err()).isEqualTo(3);
            assertThat(rows.err())
                    .isEqualTo("rowlift: table \"" + (postgres ? "public" : job.target()) + ".users\" in " + where
                            + " holds rows that Rowlift has not written" + delete);
            Answer taken = job.runWith(mapping, "", state, "migrate", "--take-over");
            assertThat(taken.exit()).as(taken.err()).isZero();
            assertThat(job.found("select id from users")).containsExactly("1");

            job.inTarget("drop table rowlift_ledger", "drop table rowlift_ledger_header");
            Answer lost = job.runWith(mapping, "", state, "migrate");

            assertThat(lost.exit()).as(lost.err()).isEqualTo(3);
            assertThat(lost.err())
                    .isEqualTo("rowlift: there is no ledger in " + where
                            + ", although this job's state says that it has loaded"
                            + " into it; check \"url\" under the job's target; if the database was made anew or restored,"
                            + " load everything again with rowlift migrate JOB --restart --take-over, which deletes all"
                            + " rows of the mapping's tables\n");
        }
    }

    @Test
    void foreignKeysAreLeftToWhoDeploysThem() throws Exception {
        for (String kind : new String[] {"postgresql", "mysql"}) {
            boolean postgres = kind.equals("postgresql");
            CopyJob job =
                    CopyJob.of(directory, Servers.postgres(), postgres ? Servers.postgres() : Servers.mysql(), kind);
            job.inSource(
                    "create table users (id int primary key)",
                    "create table orders (id int primary key, user_id int constraint by_user references users)",
                    "insert into users values (1)",
                    "insert into orders values (1, 1)");
            String mapping = postgres ? POSTGRESQL : MYSQL;
            assertThat(job.runWith(mapping, "", "made-" + kind, "migrate").exit())
                    .isZero();

            Answer again = job.runWith(mapping, ", ddl: manual", "made-" + kind, "migrate", "--restart", "orders");

            assertThat(again.exit()).as(again.err()).isEqualTo(3);
            String name = postgres ? "public.orders" : job.target() + ".orders";
            String drop = postgres
                    ? "ALTER TABLE \"public\".\"orders\" DROP CONSTRAINT \"by_user\""
                    : "ALTER TABLE `" + job.target() + "`.`orders` DROP FOREIGN KEY `by_user`";
            assertThat(again.err())
                    .contains(
                            "table \"" + name + "\" is to be emptied, foreign keys of it or to it stand in the way, and"
                                    + " the job says \"ddl: manual\"; deploy " + drop
                                    + "; then run again: schema.sql has them after the load\n");
            assertThat(job.found("select id from orders")).containsExactly("1");
        }
    }
}
