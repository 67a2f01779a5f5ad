package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.target.testing.StandIn;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program's memory does not grow with the table: a heap of 256 MB is enough for any number of rows, and what is
 * alive in it while a large table is loaded is what is alive while a small one is.
 */
class MemoryIT {

    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** Megabytes: whether all workers hold a whole chunk at the moment of a collection is chance. */
    private static final long CHUNKS_AT_HAND = 8;

    /** Collections that were asked for: what remains after them is alive. */
    private static final Pattern LIVE = Pattern.compile("Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");

    @TempDir
    private Path directory;

    @Test
    void aTableOfSomeSize() throws Exception {
        requireBounded(300_000, 1_000_000);
    }

    @Tag("stress")
    @Test
    void tenMillionRows() throws Exception {
        requireBounded(1_000_000, 10_000_000);
    }

    private void requireBounded(long fewRows, long manyRows) throws Exception {
        long few = liveMegabytes(fewRows);
        long many = liveMegabytes(manyRows);
        assertThat(many).isLessThanOrEqualTo(Math.max(few * 13 / 10, few + CHUNKS_AT_HAND));
    }

    /** Loads so many rows and returns what was alive at most. */
    private long liveMegabytes(long rows) throws Exception {
        Process endpoint = new ProcessBuilder(
                        java("java"), "-cp", System.getProperty("java.class.path"), StandIn.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (LargeJob readings = Readings.of(rows);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(endpoint.getInputStream(), StandardCharsets.UTF_8))) {
            URI uri = URI.create(lines.readLine());
            Path log = directory.resolve("gc-" + rows + ".log");
            Path job = readings.files(directory.resolve("readings-" + rows), uri);
            Program program = new Program(directory, "-Xmx256m", "-Xlog:gc:file=" + log);
            try (Running run = program.start("migrate", job.toString(), "--json")) {
                long began = System.nanoTime();
                while (!run.endsWithin(Duration.ofMillis(700))) {
                    collect(run.process());
                }
                Answer answer = run.answer(LIMIT);
                assertThat(answer.exit()).as(answer.err()).isZero();
                assertThat(Totals.of(answer)).isEqualTo(new Totals(rows, rows, 0, rows, rows));
                assertThat(items(uri)).isEqualTo(rows);
                return report(rows, Duration.ofNanos(System.nanoTime() - began), Files.readString(log));
            }
        } finally {
            endpoint.destroyForcibly();
        }
    }

    private static void collect(Process process) throws Exception {
        new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static long report(long rows, Duration took, String log) {
        List<Long> live = LIVE.matcher(log)
                .results()
                .map(MatchResult::group)
                .map(line -> Long.valueOf(line.substring(line.lastIndexOf('>') + 1, line.length() - 1)))
                .toList();
        assertThat(live).as("collections that were asked for").hasSizeGreaterThan(2);
        long most = live.stream().mapToLong(Long::longValue).max().orElseThrow();
        System.out.printf(
                "%,d rows in %.1f s, %,d rows/s, alive at most %d MB of 256 MB (%d collections asked for)%n",
                rows, took.toMillis() / 1000.0, rows * 1000 / took.toMillis(), most, live.size());
        return most;
    }

    private static long items(URI endpoint) throws Exception {
        HttpResponse<String> counters = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(counters.body()).get("items").asLong();
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }
}
