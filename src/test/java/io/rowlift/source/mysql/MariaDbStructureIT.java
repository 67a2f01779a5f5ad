package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.TableName;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.StructureText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MariaDbStructureIT extends MySqlStructureContract {

    private static final List<String> FOREIGN_KEYS = List.of(
            "fk [fk] to db.p [id], on delete SET_NULL, on update CASCADE",
            "fk2 [fk2] to db.p [k], on delete RESTRICT, on update RESTRICT");

    @Override
    Database create() {
        Optional<DatabaseServer> server = Servers.mariadb();
        assumeTrue(server.isPresent(), "MariaDB is not installed on this machine");
        return Database.on(server.get(), Product.MARIADB);
    }

    @Override
    List<String> own() {
        return List.of(
                "CREATE TABLE own (a int CHECK (a > 1), j json, n varchar(9) DEFAULT NULL, u uuid, KEY hidden (a) IGNORED,"
                        + " CONSTRAINT q CHECK (n <> 'it''s'))",
                "CREATE TABLE versioned (id int) WITH SYSTEM VERSIONING",
                "CREATE SEQUENCE plain START WITH 5 INCREMENT BY 2 MAXVALUE 100 CYCLE NOCACHE",
                "SELECT NEXTVAL(plain)");
    }

    @Test
    void tellsColumns() {
        assertThat(named(StructureText.columns(table("d"))))
                .containsExactly(
                        "id bigint(20) unsigned Int[bits=64, unsigned=true], not null, of db.d",
                        "a int(11) Int[bits=32, unsigned=false], default 5",
                        "b varchar(20) Text[maxLength=20], default 'it''s \\\\ x', charset latin1, collation"
                                + " latin1_swedish_ci",
                        "c varchar(10) Text[maxLength=10], not null, default '', charset utf8mb4, collation utf8mb4_bin,"
                                + " comment a 'b'",
                        "d decimal(5,2) Numeric[precision=5, scale=2], default 1.50",
                        "f datetime(3) Timestamp[fraction=3, zoned=false], default current_timestamp(3), on update"
                                + " current_timestamp(3)",
                        "h bit(5) Int[bits=5, unsigned=true], default b'101'",
                        "k varchar(36) Text[maxLength=36], default uuid(), charset latin1, collation latin1_swedish_ci",
                        "n enum('a','it''s','x,y') Text[maxLength=0], default 'it''s', charset latin1, collation"
                                + " latin1_swedish_ci, labels [a, it's, x,y]",
                        "o set('a','b') Array[element=Text[maxLength=0]], default 'a,b', charset latin1, collation"
                                + " latin1_swedish_ci, labels [a, b]",
                        "s int(11) Int[bits=32, unsigned=false], computed `a` + 1",
                        "t int(11) Int[bits=32, unsigned=false], stored `a` + 2",
                        "u date Date[], default '2020-02-02'",
                        "fk int(10) unsigned Int[bits=32, unsigned=true]",
                        "fk2 bigint(20) Int[bits=64, unsigned=false]");
    }

    @Test
    void tellsItsOwnKinds() {
        Definition own = table("own");
        assertThat(StructureText.columns(own))
                .contains("j longtext Json[]", "u uuid Uuid[]", "a int(11) Int[bits=32, unsigned=false]");
        assertThat(own.columns().get(2).preset()).isNull();
        assertThat(own.checks())
                .containsExactly(new Check("a", "`a` > 1", true), new Check("q", "`n` <> 'it\\'s'", true));
        assertThat(StructureText.indexes(own))
                .containsExactly("hidden btree (a nulls first), invisible, sql CREATE INDEX `hidden` ON `own` (`a`)");
        assertThat(sequences()).contains("db.plain from 5 by 2 in 1..100, cycles, next 7");
        assertThat(others()).contains("system versioning db.versioned of db.versioned");
    }

    @Test
    void tellsForeignKeysToThoseWhoMayOnlyReadToo() {
        assertThat(named(StructureText.references(table("d")))).isEqualTo(FOREIGN_KEYS);
        Definition d = onlooked().table(new TableName(database.name(), "d")).orElseThrow();
        assertThat(named(StructureText.references(d))).isEqualTo(FOREIGN_KEYS);
        assertThat(d.checks()).containsExactly(new Check("ck", "`a` > 0", true));
    }

    @Test
    void readsTheRulesOfForeignKeysFromStatements() {
        assertThat(MySqlRules.of("""
                        CREATE TABLE "x" (
                          "a" int(11) DEFAULT NULL COMMENT 'CONSTRAINT `no` FOREIGN KEY (`a`)',
                          CONSTRAINT "one" FOREIGN KEY ("a") REFERENCES "p" ("id") ON DELETE CASCADE,
                          CONSTRAINT `tw``o` FOREIGN KEY (`a`, `b`) REFERENCES `p` (`id`, `(x)`) ON UPDATE SET NULL
                        ) ENGINE=InnoDB"""))
                .containsOnly(
                        java.util.Map.entry("one", new MySqlRules.Rule("CASCADE", "RESTRICT")),
                        java.util.Map.entry("tw`o", new MySqlRules.Rule("RESTRICT", "SET NULL")));
    }
}
