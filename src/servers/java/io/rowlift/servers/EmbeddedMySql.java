package io.rowlift.servers;

import io.rowlift.servers.ServerProcess.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MySQL 8.0 out of a Maven artifact, which has programs for Linux and macOS on x86-64 only. User and password are {@code app}. */
public final class EmbeddedMySql {

    private static final String DATA = "data";

    private final Scratch scratch;
    private final Cache cache = Cache.ofUser();
    private final Archive archive = archive();
    private final Path programs = archive.unpacked(cache);
    private final Map<String, String> environment;

    private EmbeddedMySql(Scratch scratch) throws IOException {
        this.scratch = scratch;
        this.environment = Platform.current() == Platform.LINUX
                ? StandInLibraries.write(scratch.directory().resolve("libraries"))
                : Map.of();
    }

    /** Why there is no server for this machine; empty where there is one. */
    public static Optional<String> unsupported() {
        return archive().exists() && Platform.isX64()
                ? Optional.empty()
                : Optional.of("no MySQL artifact for " + Platform.describe());
    }

    /** Starts a server without databases, ready for connections; options come last and so overrule those given here. */
    public static DatabaseServer start(String... options) {
        unsupported().ifPresent(reason -> {
            throw new ServerException(reason);
        });
        Scratch scratch = Scratch.create("mysql");
        try {
            return new EmbeddedMySql(scratch).run(List.of(options));
        } catch (IOException e) {
            scratch.delete();
            throw new ServerException("cannot prepare MySQL", e);
        } catch (RuntimeException e) {
            scratch.delete();
            throw e;
        }
    }

    private static Archive archive() {
        return new Archive(
                Platform.current() == Platform.MAC ? "/mysql-Mac_OS_X-x86_64.tar.gz" : "/mysql-Linux-amd64.tar.gz");
    }

    private MySqlServer run(List<String> options) throws IOException {
        Path data = scratch.directory().resolve(DATA);
        Trees.copy(initializedData(), data);
        List<String> command = daemon(data);
        command.addAll(List.of(
                "--port=" + scratch.port(),
                "--bind-address=127.0.0.1",
                "--socket=" + scratch.directory().resolve("socket"),
                "--pid-file=" + scratch.directory().resolve("pid"),
                "--skip-mysqlx",
                "--skip-name-resolve",
                "--performance-schema=OFF",
                "--default-time-zone=+00:00"));
        // safe against the end of the process, which tests bring about, not against the end of the machine
        command.addAll(List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=0", "--sync-binlog=0"));
        command.addAll(List.of(
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON"));
        command.addAll(options);
        return new MySqlServer(scratch, new Launch(scratch.directory(), environment, command));
    }

    /** Initialising takes seconds, so it is done once per version of the artifact and copied from then on. */
    private Path initializedData() {
        return cache.directory(archive.cacheName() + "-data", directory -> {
                    Path users = Files.writeString(scratch.directory().resolve("users.sql"), MySqlServer.CREATE_USER);
                    List<String> command = daemon(directory.resolve(DATA));
                    command.addAll(List.of("--initialize-insecure", "--skip-log-bin", "--init-file=" + users));
                    new Launch(scratch.directory(), environment, command).run();
                    // names the server for replication: every copy has to draw its own
                    Files.deleteIfExists(directory.resolve(DATA).resolve("auto.cnf"));
                })
                .resolve(DATA);
    }

    private List<String> daemon(Path data) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + data,
                "--lc-messages-dir=" + programs.resolve("share"),
                "--innodb-redo-log-capacity=64M"));
        if (Platform.current() == Platform.LINUX) {
            // the stand-in for libaio answers that there is no asynchronous I/O
            command.addAll(List.of("--innodb-use-native-aio=0", "--innodb-flush-method=nosync"));
        }
        if (scratch.isOwnedByRoot()) {
            command.add("--user=root");
        }
        return command;
    }
}
