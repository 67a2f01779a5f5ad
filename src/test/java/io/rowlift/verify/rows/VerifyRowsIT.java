package io.rowlift.verify.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies that are equal, damaged, compared in several attempts, and by a login that can only read. */
class VerifyRowsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"POSTGRESQL, MYSQL, 200", "MYSQL, POSTGRESQL, 200", "POSTGRESQL, POSTGRESQL, 60", "MYSQL, MYSQL, 60"})
    void findsEveryDamageAndNothingElse(Product from, Product to, int damages) throws Exception {
        CopiedShop shop = CopiedShop.on(folder, from, to);
        shop.migrate();

        JsonNode clean = shop.verify(0);
        assertThat(clean.get("differences").asLong()).isZero();
        assertThat(Corruptions.found(clean)).containsExactly("message 0 missing 0 extra");
        assertThat(sum(clean, "equal"))
                .isEqualTo(sum(clean, "rows"))
                .isEqualTo(sum(clean, "held"))
                .isEqualTo(CopiedShop.CUSTOMERS * (1 + CopiedShop.LINES) + CopiedShop.TAGS + 3 * CopiedShop.MESSAGES);

        Corruptions damage = Corruptions.of(shop, damages, 20261123);
        assertThat(Corruptions.found(shop.verify(6))).isEqualTo(damage.expected());
        assertThat(Files.readString(folder.resolve("state/verify.html"))).contains("between source and target");
    }

    /** Each attempt is killed at another moment; what it has read is not read again. */
    @Test
    void killedAndContinuedItGivesTheSameAnswer() throws Exception {
        CopiedShop shop = CopiedShop.on(folder, Product.POSTGRESQL, Product.MYSQL);
        shop.migrate();
        Corruptions damage = Corruptions.of(shop, 50, 7);
        JsonNode undisturbed = shop.verify(6);
        assertThat(Corruptions.found(undisturbed)).isEqualTo(damage.expected());

        int killed = 0;
        for (int attempt = 0; attempt < 8; attempt++) {
            try (Program.Running running = shop.program().start("verify", "copy.yaml", "--json", "--keys", "1000")) {
                killed += begun(running, attempt) && running.kill() ? 1 : 0;
            }
        }
        assertThat(killed).isGreaterThan(0);
        assertThat(shop.verify(6)).isEqualTo(undisturbed);
        try (Stream<Path> left = Files.list(folder.resolve("state/verify"))) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactly("lock");
        }
    }

    /** Waits until so many ranges were read. */
    private boolean begun(Program.Running running, int ranges) throws IOException, InterruptedException {
        Path store = folder.resolve("state/verify");
        while (!running.endsWithin(Duration.ofMillis(5))) {
            if (Files.exists(store)) {
                try (Stream<Path> files = Files.list(store)) {
                    if (files.filter(file -> file.getFileName().toString().startsWith("slice-"))
                                    .count()
                            > ranges) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL"})
    void aLoginThatCanOnlyReadIsEnough(Product from, Product to) throws Exception {
        CopiedShop shop = CopiedShop.on(folder, from, to);
        shop.migrate();
        String login = "reader_" + shop.target().name();
        login = login.substring(0, Math.min(30, login.length()));
        if (to == Product.MYSQL) {
            shop.target()
                    .run(
                            "CREATE USER '" + login + "'@'%' IDENTIFIED BY 'secret'",
                            "GRANT SELECT ON `" + shop.target().name() + "`.* TO '" + login + "'@'%'");
        } else {
            shop.target()
                    .run(
                            "CREATE ROLE " + login + " LOGIN PASSWORD 'secret'",
                            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + login);
        }
        shop.job(login, "secret");

        assertThat(shop.verify(0).get("differences").asLong()).isZero();
    }

    @Test
    void aSampleFindsWhatItReads() throws Exception {
        CopiedShop shop = CopiedShop.on(folder, Product.MYSQL, Product.POSTGRESQL);
        shop.migrate();
        assertThat(shop.verify(0, "--sample", "100").get("differences").asLong())
                .isZero();

        shop.target().run("UPDATE customer SET amount = amount + 0.01", "DELETE FROM tag");
        JsonNode sampled = shop.verify(6, "--sample", "100");

        for (JsonNode table : sampled.get("tables")) {
            long rows = table.get("rows").asLong();
            assertThat(rows).isPositive();
            switch (table.get("table").asText()) {
                case "customer" -> assertThat(table.get("different").asLong()).isEqualTo(rows);
                case "tag" -> assertThat(table.get("missing").asLong()).isEqualTo(rows);
                default -> assertThat(table.get("equal").asLong()).isEqualTo(rows);
            }
        }
        assertThat(sampled.get("notCompared").toString()).contains("table \\\"message\\\", whose rows have no key");
    }

    private static long sum(JsonNode verified, String field) {
        long sum = 0;
        for (JsonNode table : verified.get("tables")) {
            sum += table.get(field).asLong();
        }
        return sum;
    }
}
