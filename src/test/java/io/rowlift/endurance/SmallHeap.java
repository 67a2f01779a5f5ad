package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Runs the program with a heap of 256 MB and watches what stays alive in it: asks for collections all the time. */
record SmallHeap(Path directory) {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofMillis(700);

    /** Megabytes: whether all workers hold a whole chunk at the moment of a collection is chance. */
    private static final long CHUNKS_AT_HAND = 8;

    /** Collections that were asked for: what remains after them is alive. */
    private static final Pattern LIVE = Pattern.compile("Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");

    /**
     * A command that has ended.
     *
     * @param live megabytes that were alive at most
     */
    record Run(String command, Answer answer, Duration took, long live) {

        /** Says how long so many rows took and what they needed. */
        void report(long rows) {
            System.out.printf(
                    "%s: %,d rows in %.1f s, %,d rows/s, alive at most %d MB of 256 MB%n",
                    command, rows, took.toMillis() / 1000.0, rows * 1000 / took.toMillis(), live);
        }

        /** Requires that what is alive does not grow from this run to one over more rows. */
        void requireFlat(Run many) {
            requireFlat(many, 0);
        }

        /**
         * Requires the same.
         *
         * @param filled megabytes of a fixed size that the smaller run need not have filled yet
         */
        void requireFlat(Run many, long filled) {
            long most = Math.max(live * 13 / 10, live + CHUNKS_AT_HAND) + filled;
            assertThat(many.live).as(command).isLessThanOrEqualTo(most);
        }
    }

    /** Runs a command of a job to its end, for which this exit code is expected. */
    Run run(String command, Path job, int exit) throws Exception {
        Path log = Files.createTempFile(directory, command, ".gc");
        Program program = new Program(directory, "-Xmx256m", "-Xlog:gc:file=" + log);
        long began = System.nanoTime();
        try (Running running = program.start(command, job.toString(), "--json")) {
            while (!running.endsWithin(PAUSE)) {
                collect(running.process());
            }
            Answer answer = running.answer(LIMIT);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(answer.exit()).as(answer.out() + answer.err()).isEqualTo(exit);
            return new Run(command, answer, took, live(Files.readString(log)));
        }
    }

    private static void collect(Process process) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static long live(String log) {
        List<Long> live = LIVE.matcher(log)
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
        assertThat(live).as("collections that were asked for").hasSizeGreaterThan(2);
        return live.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
