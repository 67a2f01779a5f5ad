package io.rowlift.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.problem.StoppedException;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What becomes of a wait for a connection when the database is away. */
class ConnectionsTest {

    private static final Failures TEMPORARY = new Failures() {
        @Override
        public boolean temporary(SQLException failure) {
            return true;
        }

        @Override
        public boolean ofValue(SQLException failure) {
            return false;
        }

        @Override
        public RowliftException connecting(SQLException failure) {
            return new FailedException("connecting", null, failure);
        }

        @Override
        public RowliftException reading(SQLException failure) {
            return new FailedException("reading", null, failure);
        }

        @Override
        public String compiling(SQLException failure) {
            return "compiling";
        }
    };

    private final RunSignal signal = new RunSignal();
    private final AtomicBoolean away = new AtomicBoolean();

    /** An H2 that refuses connections while it is away. */
    private final DataSource database = (DataSource) Proxy.newProxyInstance(
            ConnectionsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                if (!method.getName().equals("getConnection")) {
                    return method.getReturnType() == int.class ? 0 : null;
                }
                if (away.get()) {
                    throw new SQLException("connection refused", "08001");
                }
                return DriverManager.getConnection("jdbc:h2:mem:");
            });

    @Test
    void aStopEndsTheWaitForADatabaseThatIsAway() throws Exception {
        try (Connections connections = Connections.open(database, 2, TEMPORARY, signal)) {
            Future<Integer> reading = readWhileTheOnlyConnectionIsInUse(connections);
            Thread.sleep(500);
            long asked = System.nanoTime();
            signal.stop();

            assertThatThrownBy(() -> reading.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(StoppedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void theWaitEndsWhenTheDatabaseIsBack() throws Exception {
        try (Connections connections = Connections.open(database, 2, TEMPORARY, signal)) {
            Future<Integer> reading = readWhileTheOnlyConnectionIsInUse(connections);
            Thread.sleep(1500);
            away.set(false);

            assertThat(reading.get(1, TimeUnit.MINUTES)).isEqualTo(7);
        }
    }

    private Future<Integer> readWhileTheOnlyConnectionIsInUse(Connections connections) throws SQLException {
        Connections.Lease inUse = connections.lease();
        away.set(true);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(() -> connections.read(connection -> {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select 7")) {
                    rows.next();
                    return rows.getInt(1);
                } finally {
                    inUse.close();
                }
            }));
        } finally {
            thread.shutdown();
        }
    }
}
