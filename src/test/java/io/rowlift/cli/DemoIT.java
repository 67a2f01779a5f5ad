package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, from a directory that knows nothing of Rowlift. */
class DemoIT {

    @TempDir
    private Path directory;

    @Test
    void runsTwiceInARow() throws Exception {
        for (int i = 0; i < 2; i++) {
            long begin = System.nanoTime();
            Answer demo = demo("demo", "--no-progress");

            assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(2));
            assertThat(demo.out())
                    .contains("The shop has 51,060 rows in 5 tables after ")
                    .contains("\n  total      50,162  50,162         0          79,942              79,942\n")
                    .contains("\nSource and target are equal: 79,942 items compared by value in ")
                    .contains("  \"PK\": {\"S\": \"ORDER#17\"},\n")
                    .contains("""

                              ordersOfUser: PK = "USER#4" and SK begins with "ORDER#"
                                4 items, SQL counts 4
                                {"PK":{"S":"USER#4"},"SK":{"S":"ORDER#3037"},\
                            """)
                    .contains("\n    392 items, SQL counts 392\n")
                    .contains("\nThe demo took ");
        }
        assertThat(directory.resolve(".rowlift/demo/shop.yaml")).exists();
    }

    @Test
    void saysWhereItsServersComeFrom() throws Exception {
        Answer demo = new Program(directory).run("demo");

        assertThat(demo.exit()).isEqualTo(2);
        assertThat(demo.err())
                .isEqualTo(
                        "rowlift: the demo's servers are no part of the program, and there is no list of them; run the"
                                + " demo by ./rowlift in a checkout of Rowlift, which fetches them\n");
    }

    @Test
    void aSecondDemoInTheSameDirectoryIsRefused() throws Exception {
        Program.Running first = program().start("demo", "--no-progress");
        try {
            Path lock = directory.resolve(".rowlift/demo/demo.lock");
            for (int i = 0; i < 300 && !Files.exists(lock); i++) {
                Thread.sleep(100);
            }
            Thread.sleep(500);

            Answer second = demo("demo");

            assertThat(second.exit()).isEqualTo(3);
            assertThat(second.err())
                    .isEqualTo("rowlift: another demo runs in \".rowlift/demo\"; wait for its end, or use another"
                            + " directory\n");
        } finally {
            first.interrupt();
            first.answer();
        }
    }

    private Answer demo(String... arguments) throws Exception {
        return program().run(arguments);
    }

    /** The servers' classes are on this test's classpath. */
    private Program program() throws Exception {
        Path classpath =
                Files.writeString(directory.resolve("servers.classpath"), System.getProperty("java.class.path"));
        return new Program(directory, "-Drowlift.servers.classpath=" + classpath);
    }
}
