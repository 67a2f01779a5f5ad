package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.TableName;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which tables were written since a moment, by the statistics of real databases. */
class ActivityIT {

    @Test
    void postgres() throws Exception {
        check(Database.on(Servers.postgres(), Product.POSTGRESQL), "inserted", "updated", "deleted", "truncated");
    }

    @Test
    void mysql() throws Exception {
        check(Database.on(Servers.mysql(), Product.MYSQL), "inserted", "updated", "deleted", "truncated");
    }

    @Test
    void mariadb() throws Exception {
        Optional<DatabaseServer> server = Servers.mariadb();
        assumeTrue(server.isPresent(), "MariaDB is not installed on this machine");
        // MariaDB says nothing of TRUNCATE
        check(Database.on(server.get(), Product.MARIADB), "inserted", "updated", "deleted");
    }

    @Test
    void postgresPartitionsCountForTheirTable() throws Exception {
        Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run(
                "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                "CREATE VIEW v AS SELECT id FROM p");
        try (Source source = database.open()) {
            TableName p = name(source, "p");
            TableName v = name(source, "v");
            String mark = source.watch().mark(Set.of(p, v));
            assertThat(source.watch().since(mark, Set.of(p, v))).isEqualTo(new Activity(List.of(), List.of(v)));
            database.run("INSERT INTO p VALUES (1)");
            assertThat(awaitWritten(source, mark, Set.of(p, v), 1)).containsExactly(p);
        }
    }

    private static void check(Database database, String... expected) throws Exception {
        for (String table : List.of("idle", "inserted", "updated", "deleted", "truncated")) {
            database.run(
                    "CREATE TABLE " + table + " (id int PRIMARY KEY, n int)",
                    "INSERT INTO " + table + " VALUES (1, 1)");
        }
        // the statistics of the sessions above have arrived, and the second of MySQL's UPDATE_TIME is over
        Thread.sleep(2100);
        try (Source source = database.open()) {
            Set<TableName> tables =
                    Set.copyOf(source.tables().stream().map(t -> t.name()).toList());
            String mark = source.watch().mark(tables);
            assertThat(source.watch().since(mark, tables)).isEqualTo(Activity.NONE);
            database.run(
                    "INSERT INTO inserted VALUES (2, 2)",
                    "UPDATE updated SET n = 2",
                    "DELETE FROM deleted",
                    "TRUNCATE TABLE truncated");
            assertThat(awaitWritten(source, mark, tables, expected.length))
                    .extracting(TableName::name)
                    .containsExactlyInAnyOrder(expected);
        }
    }

    private static Set<TableName> awaitWritten(Source source, String mark, Set<TableName> tables, int expected)
            throws InterruptedException {
        Set<TableName> written = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        for (int i = 0; i < 75 && written.size() < expected; i++) {
            written.addAll(source.watch().since(mark, tables).written());
            Thread.sleep(200);
        }
        return written;
    }

    private static TableName name(Source source, String table) {
        return source.tables().stream()
                .map(t -> t.name())
                .filter(n -> n.name().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
