package io.rowlift.servers;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The servers that all tests of a JVM share, each started when the first test asks for it and stopped when the JVM ends. Tests keep out
 * of each other's way by creating databases and tables of their own, and restart a server only where a restart is what they test.
 *
 * <p>With {@code -Dservers=containers} they run in Docker instead.
 */
public final class Servers {

    private static final boolean CONTAINERS = "containers".equals(System.getProperty("servers"));

    private static final Shared<DatabaseServer> POSTGRES =
            new Shared<>(() -> CONTAINERS ? Containers.postgres() : EmbeddedPostgres.start());
    private static final Shared<DatabaseServer> MYSQL =
            new Shared<>(() -> CONTAINERS ? Containers.mysql() : EmbeddedMySql.start());
    private static final Shared<DatabaseServer> MARIADB =
            new Shared<>(() -> CONTAINERS ? Containers.mariadb() : InstalledMariaDb.start());
    private static final Shared<DynamoDbServer> DYNAMODB =
            new Shared<>(() -> CONTAINERS ? Containers.dynamodb() : EmbeddedDynamoDb.start());

    private Servers() {}

    public static DatabaseServer postgres() {
        return POSTGRES.get();
    }

    /**
     * Skips the calling test, with the reason, on a machine that has no MySQL. To be called for each test: reports do not count tests
     * whose class was skipped as a whole.
     */
    public static DatabaseServer mysql() {
        Optional<String> reason = CONTAINERS ? Optional.empty() : EmbeddedMySql.unsupported();
        if (reason.isPresent()) {
            throw new TestAbortedException(reason.get());
        }
        return MYSQL.get();
    }

    /** Empty where MariaDB is not installed. */
    public static Optional<DatabaseServer> mariadb() {
        return CONTAINERS || InstalledMariaDb.unsupported().isEmpty() ? Optional.of(MARIADB.get()) : Optional.empty();
    }

    public static DynamoDbServer dynamodb() {
        return DYNAMODB.get();
    }

    /** Started once; a failure to start is kept too, so that a hundred tests do not wait for it a hundred times. */
    private static final class Shared<T extends AutoCloseable> {
        private final Supplier<T> start;
        private @Nullable T server;
        private @Nullable RuntimeException failure;

        private Shared(Supplier<T> start) {
            this.start = start;
        }

        private synchronized T get() {
            if (failure != null) {
                throw new ServerException("the server did not start for an earlier test", failure);
            }
            if (server == null) {
                server = started();
            }
            return server;
        }

        private T started() {
            try {
                T started = start.get();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
                return started;
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        private static void close(AutoCloseable server) {
            try {
                server.close();
            } catch (Exception e) { // declared by AutoCloseable; nobody is left to tell but the log
                System.err.println("a shared server did not stop: " + e);
            }
        }
    }
}
