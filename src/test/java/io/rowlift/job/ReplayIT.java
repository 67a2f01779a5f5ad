package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.Reject;
import io.rowlift.job.testing.Shop;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.Source;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reject is forgotten only when the source says that its row is gone, whatever its key looks like by now. */
class ReplayIT {

    private static final String BAD = "insert into words values ('Zebra', 'bad'), ('Yak', 'bad'), ('Emu', 'fine')";

    @TempDir
    private Path directory;

    private Scenario words() {
        Scenario words = new Scenario(directory).limit("10", false);
        words.mapping = Shop.mapping("words");
        return words;
    }

    @Test
    void aKeyThatIsSpelledAnewUnderACollationThatIgnoresCaseIsTheSameRow() {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run(
                "create table words (id varchar(20) character set utf8mb4 collate utf8mb4_0900_ai_ci primary key,"
                        + " text varchar(20))",
                BAD);
        assertRespelled(database, "update words set id = 'ZEBRA', text = 'mended' where id = 'zebra'", "ZEBRA");
    }

    @Test
    void aKeyOfFixedLengthThatIsSpelledAnewIsTheSameRow() {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run(
                "create table words (id char(20) character set utf8mb4 collate utf8mb4_0900_ai_ci primary key,"
                        + " text varchar(20))",
                BAD);
        assertRespelled(database, "update words set id = 'Zébra', text = 'mended' where id = 'zebra'", "Zébra");
    }

    @Test
    void aPostgresKeyThatIsSpelledAnewUnderACollationThatIgnoresCaseIsTheSameRow() {
        Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run(
                "create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create table words (id text collate any_case primary key, text text)",
                BAD);
        assertRespelled(database, "update words set id = 'ZEBRA', text = 'mended' where id = 'zebra'", "ZEBRA");
    }

    @Test
    void aPostgresKeyOfFixedLengthIsTheSameRow() {
        Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run("create table words (id char(20) primary key, text text)", BAD);
        assertRespelled(database, "update words set text = 'mended' where id = 'Zebra'", "Zebra");
    }

    @Test
    void anArrayIsFoundAgain() {
        Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run(
                "create table words (id text[] primary key, text text)",
                "insert into words values ('{\"a,b\",\"c\\\"d\"}', 'bad'), ('{x,y}', 'bad'), ('{z}', 'fine')");
        assertFoundAgain(database, "(id={\"a,b\",\"c\\\"d\"})", "(id={\"x\",\"y\"})");
    }

    @Test
    void bytesAreFoundAgain() {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run(
                "create table words (id varbinary(8) primary key, text varchar(20))",
                "insert into words values (x'00ff', 'bad'), (x'10', 'bad'), (x'20', 'fine')");
        assertFoundAgain(database, "(id=0x00ff)", "(id=0x10)");
    }

    @Test
    void aSetIsFoundAgain() {
        Database database = Database.on(Servers.mysql(), Product.MYSQL);
        database.run(
                "create table words (id set('a', 'b', 'c') primary key, text varchar(20))",
                "insert into words values ('a,c', 'bad'), ('b', 'bad'), ('c', 'fine')");
        assertFoundAgain(database, "(id={\"a\",\"c\"})", "(id={\"b\"})");
    }

    /** One of two rejected rows is mended and spelled anew, the other is still bad. */
    private void assertRespelled(Database database, String change, String spelling) {
        Scenario words = words();
        try (Source source = database.open()) {
            words.migrate(source, words.target);
            assertThat(words.rejects()).hasSize(2);
            database.run(change);

            ReplaySummary replayed = words.replay(source, words.target);

            assertThat(replayed.gone()).isZero();
            assertThat(replayed.mapped()).isEqualTo(1);
            assertThat(words.rejects())
                    .extracting(reject -> reject.row().toString().strip())
                    .allMatch(row -> row.startsWith("(id=Yak"))
                    .hasSize(1);
            assertThat(words.target.items()).containsKey(Shop.key("words#" + spelling));
            assertThat(words.migrate(source, words.target).total()).isEqualTo(new Counts(3, 2, 1, 4, 4));
        }
    }

    /** Of two rejected rows one is still bad and the other is deleted. */
    private void assertFoundAgain(Database database, String first, String second) {
        Scenario words = words();
        try (Source source = database.open()) {
            words.migrate(source, words.target);
            assertThat(words.rejects())
                    .extracting(reject -> reject.row().toString())
                    .containsExactlyInAnyOrder(first, second);

            assertThat(words.replay(source, words.target).rejected()).isEqualTo(2);

            assertThat(words.rejects()).extracting(Reject::reason).containsOnly("text is bad");
            database.run("delete from words where text = 'bad'");
            assertThat(words.replay(source, words.target).gone()).isEqualTo(2);
            assertThat(words.rejects()).isEmpty();
        }
    }
}
