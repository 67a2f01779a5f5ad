package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.Database;
import io.rowlift.source.mysql.OpenLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlBinlogIT extends BinlogContract {

    @Override
    Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "double | -0e0",
                "point SRID 4326 | ST_GeomFromText('POINT(1 2)', 4326)",
                "varchar(20) CHARACTER SET ucs2 | 'häß€'",
                "varchar(20) CHARACTER SET sjis | 'テ'",
                "enum('ä','b') CHARACTER SET latin1 | 'ä'",
                "set('ä','b') CHARACTER SET ucs2 | 'b,ä'"
            })
    void writesItsOwnTypesAsTheSourceReadsThem(String declared, String literal) {
        check(declared, literal);
    }

    @Test
    void isReadOverTlsWhereTheSourceIs() {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "CREATE USER 'sealed'@'%' IDENTIFIED BY 'secret' REQUIRE SSL",
                "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'sealed'@'%'");
        SourceSettings open = database.settings(2);
        SourceSettings sealed = new SourceSettings(
                open.product(),
                open.url().replace("sslMode=DISABLED", "sslMode=REQUIRED"),
                "sealed",
                new Secret("secret"),
                open.connections(),
                open.insecure());
        try (OpenLog log = OpenLog.of(sealed, OpenLog.watching(database, "t(id)"));
                ChangeStream stream = log.log().open(log.log().begin())) {
            database.run("INSERT INTO t VALUES (1)");
            assertThat(OpenLog.upTo(stream, log.log().end())).containsExactly("t null -> [1]", "commit");
        }
    }
}
