package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.servers.Servers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: signals, and what it leaves lying about. */
class ProcessIT {

    private static final String PASSWORD = "pw-zebra-77301";
    private static final String VALUE = "value-okapi-55204";

    @TempDir
    private Path directory;

    @Test
    void ctrlCFinishesTheChunksAndTheSameCommandGoesOn() throws Exception {
        try (Workspace shop = new Workspace(directory, Servers.postgres()).rows(2000)) {
            shop.target("maxWriteUnits: 400");
            Program program = new Program(directory);
            Running running = program.start(shop.command("migrate"));
            waitForRows(shop);

            running.interrupt();
            Answer stopped = running.answer();

            assertThat(stopped.exit()).as(stopped.err()).isEqualTo(5);
            assertThat(stopped.out()).isEmpty();
            assertThat(stopped.err())
                    .contains("Stopping: the chunks in hand are finished and recorded. Once more to leave at once.\n")
                    .endsWith("Go on with: rowlift migrate " + shop.job + "\n");
            int written = shop.items().size();
            assertThat(written).isBetween(1, 9_999);

            assertThat(shop.rowlift("status").out()).startsWith("Migration \"e2e\" is unfinished, begun ");

            shop.target("");
            Answer done = program.run(shop.command("migrate", "--json"));

            assertThat(done.exit()).as(done.err()).isZero();
            assertThat(done.out()).contains("\"outcome\" : \"completed\"").contains("\"itemsAcknowledged\" : 10000");
            assertThat(shop.items()).hasSize(10_000);
            assertThat(shop.rowlift("verify").exit()).isZero();
        }
    }

    @Test
    void aSecondSignalLeavesAtOnce() throws Exception {
        try (Workspace shop = new Workspace(directory, Servers.postgres()).rows(2000)) {
            shop.target("maxWriteUnits: 50").load("{ workers: 1, chunk: 2000, rangeRows: 5000 }");
            Running running = new Program(directory).start(shop.command("migrate"));
            waitForItems(shop);

            running.signal("TERM");
            Thread.sleep(300);
            long begin = System.nanoTime();
            running.signal("TERM");
            Answer left = running.answer();

            assertThat(left.exit()).isEqualTo(5);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

            shop.target("").load("{ workers: 2, chunk: 500, rangeRows: 5000 }");
            assertThat(shop.rowlift("migrate").exit()).isZero();
            assertThat(shop.rowlift("verify").exit()).isZero();
        }
    }

    @Test
    void neitherThePasswordNorRowValuesSurface() throws Exception {
        try (Workspace shop = new Workspace(directory, Servers.postgres()).rows(20)) {
            shop.sql("update users set email = '" + VALUE + "', name = '" + VALUE + "' where id = 7");
            shop.sql("update orders set status = null where id = 7");
            Program program = new Program(directory);
            List<Answer> answers = new ArrayList<>();

            // a login that does not work, in vain
            shop.login("nobody_" + System.nanoTime(), PASSWORD);
            answers.add(program.run(shop.command("migrate", "--debug")));
            assertThat(answers.get(0).exit()).as(answers.get(0).err()).isIn(2, 4);

            // SQL that fails on a value, at a row
            shop.login(Servers.postgres().username(), Servers.postgres().password());
            shop.mapping(
                    "    from: users",
                    "    from: users\n    columns: { n: \"case when id > 5 then name::int else 1 end\" }");
            answers.add(program.run(shop.command("migrate", "--debug")));
            assertThat(answers.get(1).exit()).as(answers.get(1).err()).isIn(2, 3, 4);

            // a rejected row, then a run that goes on, and a comparison that finds something
            shop.mapping("", "");
            answers.add(program.run(shop.command("migrate", "--debug", "--restart")));
            assertThat(answers.get(2).exit()).as(answers.get(2).err()).isEqualTo(4);
            answers.add(program.run(shop.command("rejects")));
            answers.add(program.run(shop.command("rejects", "--json")));
            shop.rejects("5");
            answers.add(program.run(shop.command("migrate", "--json")));
            assertThat(answers.get(5).exit()).as(answers.get(5).err()).isZero();
            shop.sql("update users set name = '" + VALUE + "2' where id = 8");
            answers.add(program.run(shop.command("verify", "--json", "--debug")));
            assertThat(answers.get(6).exit()).as(answers.get(6).err()).isEqualTo(6);
            answers.add(program.run(shop.command("status", "--json")));

            for (Answer answer : answers) {
                assertThat(answer.out() + answer.err()).doesNotContain(PASSWORD).doesNotContain(VALUE);
            }
            assertThat(files(shop.state())).isNotEmpty().allSatisfy(file -> {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain(PASSWORD);
                assertThat(content).doesNotContain(VALUE);
            });
        }
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void waitForRows(Workspace shop) throws Exception {
        for (int i = 0; i < 600; i++) {
            String status = shop.rowlift("status", "--json").out();
            if (status.matches("(?s).*\"state\" : \"running\".*\"itemsAcknowledged\" : [1-9].*")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("nothing was loaded");
    }

    private static void waitForItems(Workspace shop) throws Exception {
        for (int i = 0; i < 600; i++) {
            if (shop.dynamodb.listTables().tableNames().contains(shop.table)
                    && !shop.items().isEmpty()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("nothing was written");
    }
}
