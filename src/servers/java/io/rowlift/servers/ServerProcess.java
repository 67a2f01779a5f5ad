package io.rowlift.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a child process, in a scratch directory of its own.
 *
 * <p>It never outlives the JVM, not even after {@code kill -9}: beside it runs a watchdog, a shell that waits on a pipe whose only other
 * end the JVM holds. However the JVM ends, the operating system closes the pipe; then the watchdog stops the server and deletes its
 * directory. A line on the pipe sends the watchdog home instead. (The parent-death signal of Linux would not do: it fires when the
 * <em>thread</em> that started the child ends, and it is Linux alone.) On Windows there is no watchdog; an ordinary exit of the JVM
 * stops the server there too, a killed JVM leaves it behind.
 */
final class ServerProcess implements Jdbc.Startable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // $1 process, $2 signal, $3 directory. The signals of a terminal go to the whole group; the watchdog must survive
    // them.
    private static final String WATCHDOG = """
            trap '' INT TERM HUP
            read -r sent_home && exit 0
            kill -s "$2" "$1"
            tries=0
            while kill -s 0 "$1" && [ "$tries" -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
            kill -s KILL "$1"
            rm -rf "$3"
            """;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** How to start a program: where it works and logs, what it finds in its environment. */
    record Launch(Path scratch, Map<String, String> environment, List<String> command) {

        Path log() {
            return scratch.resolve("log");
        }

        private Process start() throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        }

        /** Runs the program to its end, which must be a good one. */
        void run() {
            try {
                int status = start().waitFor();
                if (status != 0) {
                    throw new ServerException(command.get(0) + " ended with " + status + ":\n" + tail(log()));
                }
            } catch (IOException e) {
                throw new ServerException("cannot run " + command.get(0), e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        /** Starts the server; {@code quickStop} is the signal that makes it stop soon and leave nothing behind. */
        ServerProcess start(String quickStop) {
            try {
                Process process = start();
                watch(process, quickStop, scratch);
                return new ServerProcess(process, log());
            } catch (IOException e) {
                throw new ServerException("cannot start " + command.get(0), e);
            }
        }
    }

    private static void watch(Process server, String quickStop, Path scratch) throws IOException {
        if (Platform.current() == Platform.WINDOWS) {
            return;
        }
        String pid = Long.toString(server.pid());
        Process watchdog = new ProcessBuilder("/bin/sh", "-c", WATCHDOG, "watchdog", pid, quickStop, scratch.toString())
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        // at once when the server ends, before its process id can be somebody else's
        var unused = server.onExit().thenRun(() -> sendHome(watchdog));
    }

    private static void sendHome(Process watchdog) {
        try (OutputStream pipe = watchdog.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException e) {
            watchdog.destroyForcibly();
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Sends the signal and waits until the process is gone; one that does not go is killed. */
    void stop(String signal) {
        try {
            if (!process.isAlive()) {
                return;
            }
            if (Platform.current() == Platform.WINDOWS) {
                process.destroyForcibly();
            } else {
                new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
            }
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw new ServerException("cannot send " + signal + " to process " + process.pid(), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }

    /** The end of what the server wrote, for error messages. */
    @Override
    public String log() {
        return tail(log);
    }

    private static String tail(Path log) {
        try {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    static ServerException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ServerException("interrupted", e);
    }
}
