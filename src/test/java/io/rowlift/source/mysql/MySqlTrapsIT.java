package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.Range;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.FailedException;
import io.rowlift.servers.Servers;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Reads;
import io.rowlift.source.RowCursor;
import io.rowlift.source.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What MySQL would otherwise do in silence. */
class MySqlTrapsIT {

    private static final String REMEDY =
            "; either a join finds several rows, because its two sides differ in type or collation: compare them in a"
                    + " computed column; or the key's character set has several codes for one character";

    @Test
    void aNumberFindsSeveralTexts() {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY, code int)",
                "CREATE TABLE c (code varchar(10) PRIMARY KEY)",
                "INSERT INTO t VALUES (1, 7)",
                "INSERT INTO c VALUES ('7'), ('07'), ('7.0')");
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(
                    Aggregates.from("t").join("c", "c", Map.of("code", "code")).entity());
            assertThatThrownBy(() -> Reads.all(reader, 10))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("table \"" + database.name() + ".t\": two rows read have the key (id=1)" + REMEDY);
        }
    }

    @Test
    void aCharacterSetWithSeveralCodesForOneCharacter() {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run(
                "CREATE TABLE t (id varchar(4) CHARACTER SET cp932 COLLATE cp932_bin PRIMARY KEY)",
                "INSERT INTO t VALUES (x'81CA'), (x'EEF9'), (x'FA54'), ('a')");
        try (Source source = database.open();
                RowCursor cursor = source.reader(Aggregates.of("t")).open(Range.ALL, null)) {
            assertThatThrownBy(() -> cursor.next(100))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("table \"" + database.name() + ".t\": two rows read have the key (id=\uFFE2)" + REMEDY);
        }
    }

    @Test
    void concatenationIsNotCut() {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "CREATE TABLE x (t_id int, s varchar(500))",
                "INSERT INTO t VALUES (1)",
                "INSERT INTO x VALUES (1, repeat('a', 500)), (1, repeat('b', 500)), (1, repeat('c', 500))");
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.from("t")
                    .column("g", "(select group_concat(s) from x where t_id = t.id)")
                    .entity());
            assertThat(Reads.all(reader, 10).get(0).required(1).toString()).hasSize(1502);
        }
    }

    @Test
    void anAlteredTableIsNoticed() throws Exception {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run("CREATE TABLE t (id int PRIMARY KEY, a varchar(10))");
        try (Source source = database.open()) {
            List<String> before = source.reader(Aggregates.of("t")).reading().fingerprint();
            database.run("ALTER TABLE t ADD COLUMN b int");
            Thread.sleep(1100); // the schema is kept for a second
            List<String> after = source.reader(Aggregates.of("t")).reading().fingerprint();
            assertThat(after).containsAll(before).contains(database.name() + ".t.b int");
        }
    }
}
