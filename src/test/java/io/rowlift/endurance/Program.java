package io.rowlift.endurance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own: the packaged one where there is one, otherwise the classes of this test. */
final class Program {

    /** What {@code kill -9} leaves as an exit code. */
    static final int KILLED = 137;

    /** Short processes are over before a better compiler or collector pays. */
    private static final List<String> STARTS_FAST =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path directory;

    Program(Path directory) {
        this.directory = directory;
    }

    /** How a process ended and what it printed. */
    record Answer(int exit, String out, String err) {}

    /** A running process. */
    record Running(Process process, Path out, Path err) implements AutoCloseable {

        /** Waits this long for the end; returns whether it came. */
        boolean endsWithin(Duration time) throws InterruptedException {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Kills the process; returns whether it was still running. */
        boolean kill() throws InterruptedException {
            return process.destroyForcibly().waitFor() == KILLED;
        }

        /** Waits for the end. */
        Answer answer() throws IOException, InterruptedException {
            return answer(LIMIT);
        }

        /** Waits at most this long for the end. */
        Answer answer(Duration limit) throws IOException, InterruptedException {
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

    /** Starts a command of the program with a virtual machine that starts fast. */
    Running start(String... arguments) throws IOException {
        return start(STARTS_FAST, packaged(), "io.rowlift.Main", arguments);
    }

    /** Starts a command of the program with these options for the virtual machine. */
    Running startWith(List<String> javaOptions, String... arguments) throws IOException {
        return start(javaOptions, packaged(), "io.rowlift.Main", arguments);
    }

    /** Starts another main class of the tests. */
    Running startTest(Class<?> main, String... arguments) throws IOException {
        return start(STARTS_FAST, System.getProperty("java.class.path"), main.getName(), arguments);
    }

    private Running start(List<String> javaOptions, String classpath, String main, String... arguments)
            throws IOException {
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
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new Running(builder.start(), out, err);
    }

    private static String packaged() {
        String jar = System.getProperty("rowlift.jar", "");
        if (!jar.isEmpty() && Files.exists(Path.of(jar))) {
            return jar + File.pathSeparator + System.getProperty("rowlift.lib") + File.separator + "*";
        }
        return System.getProperty("java.class.path");
    }
}
