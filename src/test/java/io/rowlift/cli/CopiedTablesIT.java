package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.nio.file.Path;
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
}
