package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Definition.Check;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.StructureText;
import java.util.List;
import org.junit.jupiter.api.Test;

class MySqlStructureIT extends MySqlStructureContract {

    @Override
    Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @Override
    List<String> own() {
        return List.of(
                "CREATE TABLE own (a int, b varchar(50) DEFAULT (concat('a''b', '\\\\', 'x')), j json DEFAULT (json_array()),"
                        + " t varchar(9) AS (concat(b, 'it''s')), pt point SRID 4326,"
                        + " KEY ex ((upper(b)), a DESC), KEY hidden (a) INVISIBLE,"
                        + " CONSTRAINT ne CHECK (a <> 3) NOT ENFORCED, CONSTRAINT q CHECK (b <> 'it''s'))"
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    @Test
    void tellsColumns() {
        assertThat(named(StructureText.columns(table("d"))))
                .containsExactly(
                        "id bigint unsigned Int[bits=64, unsigned=true], not null, of db.d",
                        "a int Int[bits=32, unsigned=false], default 5",
                        "b varchar(20) Text[maxLength=20], default 'it''s \\\\ x', charset latin1, collation"
                                + " latin1_swedish_ci",
                        "c varchar(10) Text[maxLength=10], not null, default '', charset utf8mb4, collation utf8mb4_bin,"
                                + " comment a 'b'",
                        "d decimal(5,2) Numeric[precision=5, scale=2], default 1.50",
                        "f datetime(3) Timestamp[fraction=3, zoned=false], default CURRENT_TIMESTAMP(3), on update"
                                + " CURRENT_TIMESTAMP(3)",
                        "h bit(5) Int[bits=5, unsigned=true], default b'101'",
                        "k varchar(36) Text[maxLength=36], default uuid(), charset latin1, collation latin1_swedish_ci",
                        "n enum('a','it''s','x,y') Text[maxLength=0], default 'it''s', charset latin1, collation"
                                + " latin1_swedish_ci, labels [a, it's, x,y]",
                        "o set('a','b') Array[element=Text[maxLength=0]], default 'a,b', charset latin1, collation"
                                + " latin1_swedish_ci, labels [a, b]",
                        "s int Int[bits=32, unsigned=false], computed (`a` + 1)",
                        "t int Int[bits=32, unsigned=false], stored (`a` + 2)",
                        "u date Date[], default '2020-02-02'",
                        "fk int unsigned Int[bits=32, unsigned=true]",
                        "fk2 bigint Int[bits=64, unsigned=false]");
    }

    @Test
    void tellsForeignKeysAndChecks() {
        assertThat(named(StructureText.references(table("d"))))
                .containsExactly(
                        "fk [fk] to db.p [id], on delete SET_NULL, on update CASCADE",
                        "fk2 [fk2] to db.p [k], on delete NO_ACTION, on update NO_ACTION");
        assertThat(table("d").checks()).containsExactly(new Check("ck", "(`a` > 0)", true));
    }

    @Test
    void takesExpressionsOutOfTheirEscapes() {
        assertThat(StructureText.columns(table("own")))
                .contains(
                        "b varchar(50) Text[maxLength=50], default concat(_utf8mb4'a\\'b',_utf8mb4'\\\\',_utf8mb4'x'),"
                                + " charset utf8mb4, collation utf8mb4_bin",
                        "j json Json[], default json_array()",
                        "t varchar(9) Text[maxLength=9], computed concat(`b`,_utf8mb4'it\\'s'), charset utf8mb4,"
                                + " collation utf8mb4_bin");
        assertThat(table("own").checks())
                .containsExactly(
                        new Check("ne", "(`a` <> 3)", false), new Check("q", "(`b` <> _utf8mb4'it\\'s')", true));
        assertThat(StructureText.indexes(table("own")))
                .containsExactly(
                        "ex btree (expression upper(`b`) nulls first, a descending), sql CREATE INDEX `ex` ON `own`"
                                + " ((upper(`b`)), `a` DESC)",
                        "hidden btree (a nulls first), invisible, sql CREATE INDEX `hidden` ON `own` (`a`)");
        assertThat(others()).contains("spatial reference system 4326 db.own.pt of db.own");
    }
}
