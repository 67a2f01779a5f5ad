package io.rowlift.servers;

import io.rowlift.servers.ServerProcess.Launch;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL out of the Maven artifact for this platform, without the artifact's usual launcher: that one needs user namespaces to run
 * as root, which containers forbid. Root's servers run as an unprivileged account through {@code setpriv}.
 *
 * <p>Text sorts by ICU's rules for English, because a cluster with byte order hides every collation bug. A database of its own order is
 * named by provider and locale: {@code "ICU de-DE"}, {@code "builtin C.UTF-8"}, {@code "libc C"}.
 */
public final class EmbeddedPostgres implements DatabaseServer {

    private static final String USER = "postgres";
    private static final int NOBODY = 65534;

    // fast shutdown rolls back and breaks connections; immediate leaves without a checkpoint but releases shared memory
    private static final String FAST = "INT";
    private static final String IMMEDIATE = "QUIT";

    private final Scratch scratch;
    private final Path programs;
    private final String password = new BigInteger(128, new SecureRandom()).toString(36);
    private ServerProcess process;

    private EmbeddedPostgres(Scratch scratch) {
        this.scratch = scratch;
        this.programs = archive().unpacked(Cache.ofUser()).resolve("bin");
        initialize();
        this.process = launch();
    }

    /** Starts a server with an empty database {@code postgres}, ready for connections. */
    public static EmbeddedPostgres start() {
        Scratch scratch = Scratch.create("postgres");
        try {
            return new EmbeddedPostgres(scratch);
        } catch (RuntimeException e) {
            scratch.delete();
            throw e;
        }
    }

    private static Archive archive() {
        String system = switch (Platform.current()) {
            case LINUX -> "linux";
            case MAC -> "darwin";
            case WINDOWS -> "windows";
            case OTHER -> throw new ServerException("no PostgreSQL artifact for " + Platform.describe());
        };
        return new Archive("/postgres-" + system + (Platform.isX64() ? "-x86_64" : "-arm_64") + ".txz");
    }

    private void initialize() {
        Path passwordFile = scratch.directory().resolve("password");
        try {
            Files.createDirectory(data());
            Files.writeString(passwordFile, password);
            if (Platform.isPosix()) {
                Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
                Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
            }
            if (scratch.isOwnedByRoot()) {
                Files.setAttribute(data(), "unix:uid", NOBODY);
                Files.setAttribute(passwordFile, "unix:uid", NOBODY);
            }
            program("initdb", "--pgdata=" + data(), "--username=" + USER, "--pwfile=" + passwordFile)
                    .with("--auth=scram-sha-256", "--encoding=UTF8", "--no-sync")
                    .with("--locale=C", "--locale-provider=icu", "--icu-locale=en-US")
                    .launch()
                    .run();
            Files.delete(passwordFile);
        } catch (IOException e) {
            throw new ServerException("cannot prepare " + data(), e);
        }
    }

    private ServerProcess launch() {
        ServerProcess started = program("postgres", "-D", data().toString())
                .with("-p", Integer.toString(scratch.port()), "-h", "127.0.0.1", "-k", "")
                .with("-c", "wal_level=logical", "-c", "max_wal_senders=8", "-c", "max_replication_slots=8")
                .with("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
                .launch()
                .start(IMMEDIATE);
        try {
            jdbc(USER).awaitStart(started);
            return started;
        } catch (ServerException e) {
            started.stop(IMMEDIATE);
            throw e;
        }
    }

    private Path data() {
        return scratch.directory().resolve("data");
    }

    private Command program(String name, String... arguments) {
        Command command = new Command(new ArrayList<>());
        if (scratch.isOwnedByRoot()) {
            // PostgreSQL refuses to run as root
            command.with("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        }
        return command.with(programs.resolve(name).toString()).with(arguments);
    }

    private final class Command {
        private final List<String> words;

        private Command(List<String> words) {
            this.words = words;
        }

        private Command with(String... more) {
            words.addAll(List.of(more));
            return this;
        }

        private Launch launch() {
            return new Launch(scratch.directory(), Map.of(), List.copyOf(words));
        }
    }

    private Jdbc jdbc(String database) {
        return new Jdbc(jdbcUrl(database), USER, password);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + scratch.port() + "/" + database;
    }

    @Override
    public String username() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public void createDatabase(String name) {
        jdbc(USER).execute(CreateDatabase.postgres(name));
    }

    @Override
    public void createDatabase(String name, String collation) {
        jdbc(USER).execute(CreateDatabase.postgres(name, collation));
    }

    @Override
    public void restart() {
        process.stop(FAST);
        process = launch();
    }

    @Override
    public void close() {
        process.stop(IMMEDIATE);
        scratch.delete();
    }

    /** For tests of this class: whether the server's process is really gone. */
    long pid() {
        return process.pid();
    }
}
