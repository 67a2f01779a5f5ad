package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.TableName;
import io.rowlift.source.Database;
import io.rowlift.source.Source;
import io.rowlift.source.StructureText;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the declarations of MySQL and MariaDB have in common; each prints some of it in its own way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MySqlStructureContract {

    protected Database database;
    private Structure structure;

    abstract Database create();

    /** Statements for what only this product has. */
    abstract List<String> own();

    @BeforeAll
    void fill() {
        database = create();
        database.run(COMMON.split(";\n"));
        database.run(own().toArray(String[]::new));
        structure = read(database.settings(2));
    }

    private static final String COMMON = """
            SET sql_mode = '';
            CREATE TABLE p (id int unsigned AUTO_INCREMENT PRIMARY KEY, k bigint UNIQUE) COMMENT 'it''s';
            INSERT INTO p VALUES (41, 1);
            CREATE TABLE d (
                id bigint unsigned NOT NULL AUTO_INCREMENT,
                a int DEFAULT 5,
                b varchar(20) CHARACTER SET latin1 DEFAULT 'it''s \\\\ x',
                c varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT 'a ''b''',
                d decimal(5,2) DEFAULT 1.5,
                f datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
                h bit(5) DEFAULT b'101',
                k varchar(36) CHARACTER SET latin1 DEFAULT (uuid()),
                n enum('a','it''s','x,y') CHARACTER SET latin1 DEFAULT 'it''s',
                o set('a','b') CHARACTER SET latin1 DEFAULT 'a,b',
                s int AS (a + 1) VIRTUAL,
                t int AS (a + 2) STORED,
                u date DEFAULT '2020-02-02',
                fk int unsigned,
                fk2 bigint,
                PRIMARY KEY (id),
                UNIQUE KEY uq (a, b(5)),
                FULLTEXT KEY ft (b),
                CONSTRAINT ck CHECK (a > 0),
                CONSTRAINT fk FOREIGN KEY (fk) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE,
                CONSTRAINT fk2 FOREIGN KEY (fk2) REFERENCES p (k));
            CREATE TABLE g (g geometry NOT NULL, SPATIAL KEY sp (g));
            CREATE TABLE pr (id int NOT NULL, d date NOT NULL, PRIMARY KEY (id, d))
                PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH (id) SUBPARTITIONS 2
                (PARTITION p0 VALUES LESS THAN (2020), PARTITION pm VALUES LESS THAN MAXVALUE);
            CREATE TABLE pl (`a``b` int, c varchar(5)) PARTITION BY LIST COLUMNS (`a``b`)
                (PARTITION p0 VALUES IN (1,2), PARTITION p1 VALUES IN (3));
            CREATE TABLE pk (id int PRIMARY KEY) PARTITION BY KEY () PARTITIONS 2;
            CREATE TABLE bytes (a binary(3) DEFAULT 'ab', b varbinary(5) DEFAULT 0x00ff27, c blob, d varbinary(4) DEFAULT '',
                e varbinary(9), f varbinary(9) DEFAULT (unhex('00')));
            CREATE TABLE inv (id int, x int INVISIBLE);
            CREATE TABLE mm (id int) ENGINE = MEMORY;
            CREATE VIEW v AS SELECT * FROM p;
            CREATE PROCEDURE pp() SELECT 1;
            CREATE FUNCTION ff() RETURNS int DETERMINISTIC RETURN 1;
            CREATE TRIGGER tg BEFORE INSERT ON inv FOR EACH ROW SET new.id = 1;
            CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DO SELECT 1""";

    Structure read(SourceSettings settings) {
        try (Source source = database.open(settings, new RunSignal())) {
            return source.watch().structure();
        }
    }

    Definition table(String name) {
        return structure.table(new TableName(database.name(), name)).orElseThrow();
    }

    List<String> others() {
        return named(StructureText.others(structure));
    }

    List<String> sequences() {
        return named(StructureText.sequences(structure));
    }

    List<String> named(List<String> lines) {
        return lines.stream().map(line -> line.replace(database.name(), "db")).toList();
    }

    @Test
    void tellsFamilyVersionAndComments() {
        assertThat(structure.family()).isEqualTo(Family.MYSQL);
        assertThat(structure.version())
                .isEqualTo(database.query("SELECT VERSION()").get(0));
        assertThat(structure.types()).isEmpty();
        assertThat(table("p").comment()).isEqualTo("it's");
        assertThat(table("d").comment()).isNull();
        assertThat(table("v").comment()).isNull();
        assertThat(table("v").rows()).isEqualTo(-1);
        assertThat(table("v").bytes()).isEqualTo(-1);
        assertThat(table("d").bytes()).isEqualTo(16384);
        assertThat(table("pr").bytes()).isEqualTo(4 * 16384);
    }

    @Test
    void tellsIndexes() {
        assertThat(StructureText.indexes(table("d")))
                .containsExactly(
                        "PRIMARY btree (id nulls first), primary, constraint, sql ALTER TABLE `d` ADD PRIMARY KEY (`id`)",
                        "fk btree (fk nulls first), sql CREATE INDEX `fk` ON `d` (`fk`)",
                        "fk2 btree (fk2 nulls first), sql CREATE INDEX `fk2` ON `d` (`fk2`)",
                        "ft fulltext (b nulls first), sql CREATE FULLTEXT INDEX `ft` ON `d` (`b`)",
                        "uq btree (a nulls first, b first 5 nulls first), unique, constraint, sql CREATE UNIQUE INDEX"
                                + " `uq` ON `d` (`a`, `b`(5))");
        assertThat(StructureText.indexes(table("g")))
                .containsExactly("sp spatial (g nulls first), sql CREATE SPATIAL INDEX `sp` ON `g` (`g`)");
    }

    @Test
    void tellsPartitions() {
        assertThat(StructureText.partitions(table("pr")))
                .containsExactly(
                        "by range of year(`d`), columns []",
                        "partition p0: VALUES LESS THAN (2020)",
                        "partition pm: VALUES LESS THAN MAXVALUE");
        assertThat(StructureText.partitions(table("pl")))
                .containsExactly(
                        "by list columns of `a``b`, columns [a`b]",
                        "partition p0: VALUES IN (1,2)",
                        "partition p1: VALUES IN (3)");
        assertThat(StructureText.partitions(table("pk")))
                .containsExactly("by key of , columns []", "partition p0: ", "partition p1: ");
    }

    @Test
    void tellsDefaultsThatAreBytes() {
        assertThat(table("bytes").columns())
                .extracting(column -> column.preset())
                .startsWith("x'616200'", "x'00FF27'", null, "x''", null)
                .last()
                .asString()
                .startsWith("unhex(");
    }

    @Test
    void tellsInvisibleColumns() {
        assertThat(table("inv").columns())
                .extracting(column -> column.column().name() + " " + column.invisible())
                .containsExactly("id false", "x true");
    }

    @Test
    void tellsCounters() {
        assertThat(sequences())
                .contains(
                        "db.d from 1 by 1 in 1..18446744073709551615, next 1, of db.d id",
                        "db.p from 1 by 1 in 1..4294967295, next 42, of db.p id");
        database.run("INSERT INTO p (k) VALUES (7)");
        assertThat(named(StructureText.sequences(read(database.settings(2)))))
                .contains("db.p from 1 by 1 in 1..4294967295, next 43, of db.p id");
        database.run("DELETE FROM p WHERE id = 42", "ALTER TABLE p AUTO_INCREMENT = 42");
    }

    @Test
    void saysWhatALoginThatMayOnlyReadDoesNotSee() {
        assertThat(others()).noneMatch(line -> line.contains("may not see"));
        assertThat(named(StructureText.others(onlooked())))
                .contains(
                        "events that the login may not see db.*",
                        "routines that the login may not see db.*",
                        "triggers that the login may not see db.*",
                        "view db.v")
                .doesNotContain("trigger db.tg of db.inv");
    }

    /** The structure as a login sees it that may only read. */
    Structure onlooked() {
        database.run(
                "CREATE USER IF NOT EXISTS onlooker@'%' IDENTIFIED BY 'onlooker'",
                "GRANT SELECT ON " + database.name() + ".* TO onlooker@'%'");
        SourceSettings s = database.settings(2);
        Structure seen = read(
                new SourceSettings(s.product(), s.url(), "onlooker", new Secret("onlooker"), s.connections(), false));
        database.run("DROP USER onlooker@'%'");
        return seen;
    }

    @Test
    void namesEverythingElse() {
        assertThat(others())
                .contains(
                        "event db.ev",
                        "function db.ff",
                        "procedure db.pp",
                        "subpartitioning db.pr of db.pr",
                        "table of engine MEMORY db.mm of db.mm",
                        "trigger db.tg of db.inv",
                        "view db.v");
    }
}
