package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RunStatus;
import io.rowlift.job.testing.RemoteTarget;
import io.rowlift.mapping.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills real processes, so that what the embedded store has acknowledged must really be on disk. The number of kills is
 * set by the system property {@code rowlift.kills}, the moments by {@code rowlift.seed}.
 */
class RunKillIT {

    private static final int ITEMS_PER_ROW = 2;
    private static final int ITEMS = 4000 * ITEMS_PER_ROW;

    @TempDir
    private Path directory;

    @Test
    void atRandomMoments() throws Exception {
        int kills = Integer.getInteger("rowlift.kills", 10);
        long seed = Long.getLong("rowlift.seed", System.nanoTime());
        System.out.println("rowlift.seed=" + seed);
        Random random = new Random(seed);
        Map<String, String> undisturbed = undisturbed();
        int done = 0;
        for (int migration = 0; done < kills; migration++) {
            try (RemoteTarget.Server target = new RemoteTarget.Server()) {
                Path state = directory.resolve("state-" + migration);
                int before = done;
                while (done < kills && done - before < 5) {
                    Process run = start(state, target.port());
                    boolean ended = run.waitFor(400 + random.nextInt(1500), TimeUnit.MILLISECONDS);
                    run.destroyForcibly().waitFor();
                    done++;
                    if (ended) {
                        break;
                    }
                }
                assertThat(finish(state, target.port())).isZero();
                assertThat(target.items()).as("seed %d", seed).isEqualTo(undisturbed);
                assertThat(target.written()).as("seed %d", seed).isLessThanOrEqualTo(ITEMS + extra(done - before));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Milestone.class, mode = EnumSource.Mode.EXCLUDE, names = "REJECTED") // nothing is
    void atEveryMilestone(Milestone milestone) throws Exception {
        try (RemoteTarget.Server target = new RemoteTarget.Server()) {
            Path state = directory.resolve("state");

            Process run = start(state, target.port(), milestone.name(), "1");
            assertThat(run.waitFor()).isEqualTo(137);

            RunStatus dead = JobStore.peek(KilledRun.job(state));
            assertThat(dead.state()).isEqualTo(RunStatus.State.UNFINISHED);
            assertThat(dead.holder().process()).startsWith("process " + run.pid() + " on ");
            assertThat(finish(state, target.port())).isZero();
            assertThat(target.items()).isEqualTo(undisturbed());
            assertThat(target.written()).isLessThanOrEqualTo(ITEMS + extra(1));
            assertThat(JobStore.peek(KilledRun.job(state)).state()).isEqualTo(RunStatus.State.COMPLETE);
        }
    }

    private static long extra(int kills) {
        return (long) kills * KilledRun.WORKERS * KilledRun.CHUNK * ITEMS_PER_ROW;
    }

    private Map<String, String> undisturbed() {
        Scenario shop = new Scenario(directory.resolve("undisturbed"))
                .given("User", 3000)
                .given("Order", 1000)
                .load(4, 500, 1000);
        assertThat(shop.migrate().outcome()).isIn(Outcome.COMPLETED, Outcome.WAS_COMPLETE);
        Map<String, String> items = new HashMap<>();
        shop.target
                .items()
                .forEach((key, item) -> items.put(
                        ((Value.Str) key.partition()).text(),
                        ((Value.Str) item.attributes().get("text")).text()));
        assertThat(items).hasSize(ITEMS);
        return items;
    }

    private static int finish(Path state, int port) throws IOException, InterruptedException {
        return start(state, port).waitFor();
    }

    private static Process start(Path state, int port, String... killAt) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                state.toString(),
                Integer.toString(port)));
        command.addAll(List.of(killAt));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
