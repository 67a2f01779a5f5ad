package io.rowlift.realdata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Rowlift as a user starts it: a process of its own, with a working directory and an environment. */
final class Program {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Nothing that is written may depend on where the program runs: a zone of odd minutes, a language with another i. */
    private static final List<String> ELSEWHERE =
            List.of("-Duser.timezone=Pacific/Chatham", "-Duser.language=tr", "-Duser.country=TR");

    private final Path folder;
    private final Map<String, String> environment;

    Program(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** How a command ended and what it printed. */
    record Outcome(int exit, String output, String errors) {}

    Outcome run(String command, Path job) {
        return run(command, List.of(job.toAbsolutePath().toString()));
    }

    Outcome run(String command, List<String> options) {
        List<String> arguments = java();
        arguments.add(command);
        arguments.addAll(options);
        try {
            Path output = Files.createTempFile(folder, command, ".out");
            Path errors = Files.createTempFile(folder, command, ".err");
            ProcessBuilder builder = new ProcessBuilder(arguments)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + LIMIT);
            }
            return new Outcome(process.exitValue(), Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The build's jar where there is one, otherwise the classes that the tests run with. */
    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ELSEWHERE);
        Path jar = Path.of(System.getProperty("rowlift.jar", "target/none.jar")).toAbsolutePath();
        command.addAll(
                Files.exists(jar)
                        ? List.of("-jar", jar.toString())
                        : List.of("-cp", System.getProperty("java.class.path"), "io.rowlift.Main"));
        return command;
    }
}
