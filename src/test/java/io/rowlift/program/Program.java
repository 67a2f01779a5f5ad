package io.rowlift.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own: the packaged one where there is one, otherwise the classes of this test. */
public final class Program {

    /** What {@code kill -9} leaves as an exit code. */
    public static final int KILLED = 137;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path directory;
    private final List<String> javaOptions;
    private final Map<String, String> environment = new LinkedHashMap<>(Map.of("LC_ALL", "C.UTF-8"));

    /** Takes the working directory and options for the virtual machine. */
    public Program(Path directory, String... javaOptions) {
        this.directory = directory;
        this.javaOptions = List.of(javaOptions);
    }

    /** Returns a program that starts fast: short processes are over before a better compiler or collector pays. */
    public static Program startingFast(Path directory) {
        return new Program(directory, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");
    }

    /** Adds variables to the environment. */
    public Program with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** How a process ended and what it printed. */
    public record Answer(int exit, String out, String err) {}

    /** A running process. */
    public record Running(Process process, Path out, Path err) implements AutoCloseable {

        /** Sends a signal by its name. */
        public void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        /**
         * Does what Ctrl-C does. A build that runs in the background hands down that SIGINT is ignored; then SIGTERM,
         * which the program treats the same, takes its place.
         */
        public void interrupt() throws IOException, InterruptedException {
            signal(ignoresInterrupt() ? "TERM" : "INT");
        }

        private boolean ignoresInterrupt() throws IOException {
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            if (!Files.isReadable(status)) {
                return false;
            }
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        }

        /** Waits this long for the end; returns whether it came. */
        public boolean endsWithin(Duration time) throws InterruptedException {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Kills the process; returns whether it was still running. */
        public boolean kill() throws InterruptedException {
            return process.destroyForcibly().waitFor() == KILLED;
        }

        /** Waits for the end. */
        public Answer answer() throws IOException, InterruptedException {
            return answer(LIMIT);
        }

        /** Waits at most this long for the end. */
        public Answer answer(Duration limit) throws IOException, InterruptedException {
            if (!endsWithin(limit)) {
                kill();
                throw new AssertionError("the program did not end within " + limit + ": " + Files.readString(err));
            }
            return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Starts a command. */
    public Running start(String... arguments) throws IOException {
        return start(packaged(), "io.rowlift.Main", arguments);
    }

    /** Starts another main class of the tests. */
    public Running startTest(Class<?> main, String... arguments) throws IOException {
        return start(System.getProperty("java.class.path"), main.getName(), arguments);
    }

    /** Runs a command to its end. */
    public Answer run(String... arguments) throws IOException, InterruptedException {
        try (Running running = start(arguments)) {
            return running.answer();
        }
    }

    private Running start(String classpath, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classpath, main));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** The jar names its libraries itself. */
    private static String packaged() {
        Path jar = Path.of(System.getProperty("rowlift.jar", "none")).toAbsolutePath();
        return Files.exists(jar) ? jar.toString() : System.getProperty("java.class.path");
    }
}
