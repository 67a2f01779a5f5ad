package io.rowlift.servers;

import io.rowlift.servers.ServerProcess.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MariaDB as this machine has it installed, run beside any system service. User and password are {@code app}. */
public final class InstalledMariaDb {

    private InstalledMariaDb() {}

    /** Why there is no server on this machine; empty where there is one. */
    public static Optional<String> unsupported() {
        return List.of("mariadbd", "mariadb-install-db").stream()
                .filter(name -> Platform.program(name).isEmpty())
                .findFirst()
                .map(name -> "MariaDB is not installed: no program " + name + " on the PATH");
    }

    /** Starts a server without databases, ready for connections. */
    public static DatabaseServer start() {
        unsupported().ifPresent(reason -> {
            throw new ServerException(reason);
        });
        Scratch scratch = Scratch.create("mariadb");
        try {
            initialize(scratch);
            return new MySqlServer(scratch, daemon(scratch));
        } catch (IOException e) {
            scratch.delete();
            throw new ServerException("cannot prepare MariaDB", e);
        } catch (RuntimeException e) {
            scratch.delete();
            throw e;
        }
    }

    private static void initialize(Scratch scratch) throws IOException {
        Files.writeString(users(scratch), MySqlServer.CREATE_USER);
        List<String> command = command("mariadb-install-db", scratch);
        command.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
        new Launch(scratch.directory(), Map.of(), command).run();
    }

    private static Path users(Scratch scratch) {
        return scratch.directory().resolve("users.sql");
    }

    private static Launch daemon(Scratch scratch) {
        List<String> command = command("mariadbd", scratch);
        command.addAll(List.of(
                "--port=" + scratch.port(),
                "--bind-address=127.0.0.1",
                "--socket=" + scratch.directory().resolve("socket"),
                "--pid-file=" + scratch.directory().resolve("pid"),
                "--init-file=" + users(scratch),
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--default-time-zone=+00:00",
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-doublewrite=0",
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL"));
        return new Launch(scratch.directory(), Map.of(), command);
    }

    private static List<String> command(String program, Scratch scratch) {
        List<String> command = new ArrayList<>(List.of(
                Platform.program(program).orElseThrow().toString(),
                "--no-defaults",
                "--datadir=" + scratch.directory().resolve("data")));
        if (scratch.isOwnedByRoot()) {
            command.add("--user=root");
        }
        return command;
    }
}
