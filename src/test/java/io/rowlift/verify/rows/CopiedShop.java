package io.rowlift.verify.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A shop and its copy: with composite keys, text as key, foreign keys, a generated column, and a table without a key. */
record CopiedShop(Path folder, Database source, Database target) {

    static final int CUSTOMERS = 600;
    static final int TAGS = 100;
    static final int LINES = 3;
    static final int MESSAGES = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    static CopiedShop on(Path folder, Product from, Product to) throws IOException {
        Database source = Database.on(from == Product.MYSQL ? Servers.mysql() : Servers.postgres(), from);
        Database target = Database.on(to == Product.MYSQL ? Servers.mysql() : Servers.postgres(), to);
        boolean mysql = from == Product.MYSQL;
        List<String> sql = new ArrayList<>(List.of(
                "CREATE TABLE customer (id int PRIMARY KEY, name varchar(60) NOT NULL, note varchar(60),"
                        + " amount decimal(12,2) NOT NULL, at " + (mysql ? "datetime(6)" : "timestamp") + " NOT NULL)",
                "CREATE TABLE line (customer_id int NOT NULL, number int NOT NULL, price decimal(10,2) NOT NULL,"
                        + " twice decimal(12,2) GENERATED ALWAYS AS (price * 2) STORED, PRIMARY KEY (customer_id, number),"
                        + " FOREIGN KEY (customer_id) REFERENCES customer (id))",
                "CREATE TABLE tag (name varchar(40) PRIMARY KEY, weight double precision NOT NULL)",
                "CREATE TABLE message (n int, body varchar(40))"));
        for (int id = 0; id < CUSTOMERS; id++) {
            String note = id % 3 == 0 ? "NULL" : id % 3 == 1 ? "''" : "'note " + id + "'";
            sql.add("INSERT INTO customer VALUES (%d, 'Jose %d', %s, %d.%02d, '2024-02-29 12:00:%02d.123456')"
                    .formatted(id, id, note, id * 7, id % 100, id % 60));
            for (int line = 0; line < LINES; line++) {
                sql.add("INSERT INTO line (customer_id, number, price) VALUES (%d, %d, %d.25)"
                        .formatted(id, line, id + line));
            }
        }
        for (int tag = 0; tag < TAGS; tag++) {
            sql.add("INSERT INTO tag VALUES ('tag %d', %d.1)".formatted(tag, tag));
        }
        for (int n = 0; n < MESSAGES; n++) {
            sql.add("INSERT INTO message VALUES (%d, 'body'), (%d, 'body'), (NULL, 'nobody %d')".formatted(n, n, n));
        }
        source.run(sql.toArray(String[]::new));
        CopiedShop shop = new CopiedShop(folder, source, target);
        shop.job(target.server().username(), target.server().password());
        return shop;
    }

    /** Writes the job file, with this login to the target. */
    void job(String username, String password) throws IOException {
        Files.writeString(folder.resolve("from"), source.server().password());
        Files.writeString(folder.resolve("to"), password);
        String kind = target.product() == Product.MYSQL ? "mysql" : "postgresql";
        Files.writeString(folder.resolve("copy.yaml"), """
                version: 1
                name: copy
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  %s: { url: "%s", username: %s, password: "${file:%s}" }
                load: { workers: 2, chunk: 50, rangeRows: 200 }
                state: { directory: state }
                """.formatted(
                        source.settings(1).url(),
                        source.server().username(),
                        folder.resolve("from"),
                        kind.toLowerCase(Locale.ROOT),
                        target.server().jdbcUrl(target.name()),
                        username,
                        folder.resolve("to")));
    }

    void migrate() throws IOException, InterruptedException {
        Answer answer = program().run("migrate", "copy.yaml");
        assertThat(answer.exit()).as(answer.err() + answer.out()).isZero();
    }

    Program program() {
        return Program.startingFast(folder);
    }

    /** Compares; the outcome has no field that differs from run to run. */
    JsonNode verify(int exit, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("verify", "copy.yaml", "--json", "--keys", "1000"));
        arguments.addAll(List.of(more));
        Answer answer = program().run(arguments.toArray(String[]::new));
        assertThat(answer.exit()).as(answer.err() + answer.out()).isEqualTo(exit);
        return json(answer.out());
    }

    static JsonNode json(String text) throws IOException {
        ObjectNode json = JSON.readValue(text, ObjectNode.class);
        json.remove(List.of("seconds", "began", "notices"));
        return json;
    }
}
