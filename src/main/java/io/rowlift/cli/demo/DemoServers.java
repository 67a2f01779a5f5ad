package io.rowlift.cli.demo;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server and DynamoDB Local in a child process with a classpath of its own: they are no part of the
 * program. The child ends when its standard input does, that is, also when this process is killed.
 */
public final class DemoServers implements AutoCloseable {

    /** The system property by which the launcher says where the servers' classpath is written. */
    public static final String CLASSPATH = "rowlift.servers.classpath";

    private static final String MAIN = "io.rowlift.servers.ServersMain";
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final Map<String, String> answers;

    private DemoServers(Process process, Map<String, String> answers) {
        this.process = process;
        this.answers = answers;
    }

    /**
     * Starts both servers.
     *
     * @param classpath the file that holds the servers' classpath, or null when nobody said where it is
     * @param log takes what the servers say
     * @throws ConfigurationException when there are no servers to start
     * @throws FailedException when they do not start
     */
    public static DemoServers start(@Nullable String classpath, Path log) {
        if (classpath == null || !Files.isReadable(Path.of(classpath))) {
            throw new ConfigurationException(
                    "the demo's servers are no part of the program, and there is no list of them",
                    "run the demo by ./rowlift in a checkout of Rowlift, which fetches them");
        }
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-cp",
                            Files.readString(Path.of(classpath)).strip(),
                            MAIN)
                    .redirectError(log.toFile())
                    .start();
            return ready(process, log);
        } catch (IOException e) {
            throw new FailedException("the demo's servers cannot be started", null, e);
        }
    }

    private static DemoServers ready(Process process, Path log) throws IOException {
        Map<String, String> answers = new HashMap<>();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("ready")) {
                return new DemoServers(process, answers);
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                answers.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        process.destroy();
        throw new FailedException(
                "the demo's servers did not start", "\"" + log + "\" says why; run the demo again", null);
    }

    /** Returns the JDBC URL of a database, without credentials. */
    public String postgresUrl(String database) {
        String url = postgres();
        String server = url.substring(0, url.lastIndexOf('/', url.indexOf('?')) + 1);
        return server + database;
    }

    /** Returns the login. */
    public String username() {
        return parameter("user");
    }

    /** Returns the login's password, made for this demo. */
    public String password() {
        return parameter("password");
    }

    /** Returns where DynamoDB Local listens. */
    public URI dynamodb() {
        return URI.create(answer("dynamodb.endpoint"));
    }

    private String postgres() {
        return answer("postgres.url");
    }

    private String parameter(String name) {
        String url = postgres();
        for (String pair : url.substring(url.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new IllegalStateException("the servers' answer lacks \"" + name + "\"");
    }

    private String answer(String name) {
        String answer = answers.get(name);
        if (answer == null) {
            throw new IllegalStateException("the servers' answer lacks \"" + name + "\"");
        }
        return answer;
    }

    /** Stops both servers and waits for their end. */
    @Override
    public void close() {
        try (OutputStream input = process.getOutputStream()) {
            input.flush();
        } catch (IOException e) {
            // the child is gone already
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
