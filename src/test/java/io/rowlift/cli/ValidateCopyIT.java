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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run of a copy: the target is not even there. */
class ValidateCopyIT {

    @TempDir
    private Path directory;

    private final DatabaseServer server = Servers.postgres();
    private final String database = "dry" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void findsWhatTheTargetCannotHoldAndShowsWhatItWouldBeTold() throws Exception {
        server.createDatabase(database);
        sql(
                "create table prices (id int primary key, price numeric(10,2), note text)",
                "insert into prices select i, i, 'row ' || i from generate_series(1, 2000) i",
                "update prices set price = 'NaN' where id in (7, 1500)",
                "create view cheap as select * from prices where price < 10");

        Answer answer = validate();

        assertThat(answer.exit()).as(answer.err()).isEqualTo(6);
        assertThat(answer.out())
                .contains("  prices  shop.prices         1  2,000         2\n")
                .contains("PROBLEM [rejected] ")
                .contains("table \"prices\": column \"price\": MySQL has no \"NaN\"")
                .contains("\n    (id=7)\n    (id=1500)\n")
                .contains("WARNING [left-out-view] ")
                .contains("Not ready: 1 problem, ");
        assertThat(directory.resolve("state/schema-preview.sql")).content().contains("CREATE TABLE `shop`.`prices` (");
        assertThat(directory.resolve("state/report.json"))
                .content()
                .contains("\"rejected\" : 2", "\"phase\" : \"tables\"");
        assertThat(directory.resolve("state/report.html"))
                .content()
                .contains("1 problem stands in the way of this copy.");

        sql("update prices set price = 0 where price = 'NaN'");
        assertThat(validate().exit()).isZero();
    }

    private Answer validate() throws IOException {
        Path job = Files.writeString(directory.resolve("copy.yaml"), """
                version: 1
                name: dry
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  mysql: { url: "jdbc:mysql://127.0.0.1:1/shop", username: nobody, password: "${file:%s}" }
                state: { directory: state }
                """.formatted(
                        server.jdbcUrl(database),
                        server.username(),
                        Files.writeString(directory.resolve("source"), server.password()),
                        Files.writeString(directory.resolve("target"), "none")));
        return new Shell(new Wiring(), directory.resolve(".rowlift")).run("validate", job.toString());
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
