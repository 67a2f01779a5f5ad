package io.rowlift.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own: the packaged one where there is one, otherwise the classes of this test. */
final class Program {

    private static final int MOST_SECONDS = 180;

    private final Path directory;
    private final List<String> javaOptions;

    Program(Path directory, String... javaOptions) {
        this.directory = directory;
        this.javaOptions = List.of(javaOptions);
    }

    /** A running program. */
    record Running(Process process, Path out, Path err) {

        /** Sends a signal by its name. */
        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        /**
         * Does what Ctrl-C does. A build that runs in the background hands down that SIGINT is ignored; then SIGTERM,
         * which the program treats the same, takes its place.
         */
        void interrupt() throws IOException, InterruptedException {
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

        /** Waits for the end. */
        Shell.Answer answer() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the program does not end: " + Files.readString(err));
                }
            } finally {
                process.destroyForcibly();
            }
            return new Shell.Answer(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.add("-cp");
        command.add(classpath());
        command.add("io.rowlift.Main");
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
        return new Running(builder.start(), out, err);
    }

    Shell.Answer run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).answer();
    }

    private static String classpath() {
        String jar = System.getProperty("rowlift.jar", "");
        if (!jar.isEmpty() && Files.exists(Path.of(jar))) {
            return jar + File.pathSeparator + System.getProperty("rowlift.lib") + File.separator + "*";
        }
        return System.getProperty("java.class.path");
    }
}
