package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The servers of {@code rowlift demo}, in a process of their own as there. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServersMainIT {

    private @TempDir Path temporary;
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServersMain.class.getName())
                .redirectError(Redirect.DISCARD)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (Platform.isRoot(temporary)) {
            openToOthers(temporary);
        }
    }

    /** JUnit keeps its directories to itself; the database's unprivileged account has to get through. */
    private static void openToOthers(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void printsThreeLinesAndStopsWhenItsInputEnds() throws Exception {
        String postgres = valueOf("postgres.url", output.readLine());
        String dynamodb = valueOf("dynamodb.endpoint", output.readLine());
        assertThat(output.readLine()).isEqualTo("ready");

        try (Connection connection = DriverManager.getConnection(postgres)) {
            assertThat(DatabaseServerContract.query(connection, "select 6 * 7")).containsExactly("42");
        }
        assertThat(URI.create(dynamodb).toURL().openConnection()).isNotNull();
        List<ProcessHandle> servers = process.descendants().toList();
        assertThat(servers).isNotEmpty();

        process.getOutputStream().close();

        assertThat(output.readLine()).isNull();
        assertThat(process.waitFor()).isZero();
        awaitEndOf(servers);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no watchdog there")
    void leavesNothingBehindWhenItIsKilled() throws Exception {
        assertThat(output.lines().limit(3)).last().isEqualTo("ready");
        List<ProcessHandle> servers = process.descendants().toList();
        assertThat(servers).isNotEmpty();
        assertThat(leftBehind()).isNotEmpty();

        process.destroyForcibly().waitFor();

        awaitEndOf(servers);
        assertThat(leftBehind()).isEmpty();
    }

    private static String valueOf(String name, String line) {
        assertThat(line).startsWith(name + "=");
        return line.substring(name.length() + 1);
    }

    private static void awaitEndOf(List<ProcessHandle> processes) throws Exception {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).get(20, TimeUnit.SECONDS);
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("rowlift-"))
                    .toList();
        }
    }
}
