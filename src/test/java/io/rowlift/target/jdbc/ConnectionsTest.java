package io.rowlift.target.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.problem.StoppedException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Timing TIMING = new Timing(
            Duration.ofMillis(300),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofHours(1));

    /** States are the names of faults. */
    private static final Failures FAILURES = new Failures() {
        @Override
        public Fault fault(SQLException failure) {
            return Fault.valueOf(failure.getSQLState());
        }

        @Override
        public int row(SQLException failure) {
            return -1;
        }

        @Override
        public String refusal(SQLException failure, TargetTable table) {
            return "refused";
        }

        @Override
        public RowliftException connecting(SQLException failure) {
            return new FailedException("cannot connect", null, failure);
        }

        @Override
        public RowliftException doing(String task, SQLException failure) {
            return new FailedException(task + " failed", null, failure);
        }
    };

    private final RunSignal signal = new RunSignal();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    private Connection connection() {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                    if (method.getName().equals("close")) {
                        open.decrementAndGet();
                    }
                    return null;
                });
    }

    private Connections connections(int most, Sessions sessions) {
        return new Connections(sessions, most, FAILURES, TIMING, signal);
    }

    private static void inParallel(Connections connections, int workers) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(pool.submit(() -> connections.run("working", connection -> {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            })));
        }
        for (Future<?> each : all) {
            each.get();
        }
        pool.shutdown();
    }

    @Test
    void aSleepingServiceIsWokenByOneConnection() throws Exception {
        AtomicInteger opening = new AtomicInteger();
        List<Integer> atOnce = Collections.synchronizedList(new ArrayList<>());
        try (Connections connections = connections(8, () -> {
            atOnce.add(opening.incrementAndGet());
            pause(20);
            opening.decrementAndGet();
            return connection();
        })) {
            inParallel(connections, 8);
            assertThat(atOnce).isNotEmpty().containsOnly(1);
            assertThat(mostOpen.get()).isBetween(1, 8);
        }
        assertThat(open.get()).isZero();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatTakesNoMoreConnectionsIsUsedWithFewer() throws Exception {
        try (Connections connections = connections(8, () -> {
            if (open.get() == 2) {
                throw new SQLException("full", "CROWDED");
            }
            return connection();
        })) {
            inParallel(connections, 8);
            assertThat(mostOpen.get()).isEqualTo(2);
            assertThat(connections.most()).isBetween(2, 3);
            pause(60);
            inParallel(connections, 1);
            assertThat(connections.most()).isBetween(3, 4);
        }
    }

    @Test
    void aServerThatIsFullOfOthersIsWaitedForUntilPatienceEnds() {
        try (Connections connections = connections(2, () -> {
            throw new SQLException("full", "CROWDED");
        })) {
            assertThatThrownBy(connections::begin)
                    .isInstanceOf(FailedException.class)
                    .hasMessage("connecting failed");
        }
    }

    @Test
    void aSilentServerIsTriedThreeTimes() {
        AtomicInteger attempts = new AtomicInteger();
        try (Connections connections = connections(2, () -> {
            attempts.incrementAndGet();
            throw new SQLException("no answer", "LOST");
        })) {
            assertThatThrownBy(connections::begin).hasMessage("cannot connect");
        }
        assertThat(attempts.get()).isEqualTo(3);
    }

    @Test
    void whatStaysIsNotTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        try (Connections connections = connections(2, () -> {
            attempts.incrementAndGet();
            throw new SQLException("no", "FINAL");
        })) {
            assertThatThrownBy(connections::begin).hasMessage("cannot connect");
        }
        assertThat(attempts.get()).isEqualTo(1);
    }

    @Test
    void workIsDoneAgainOnANewConnection() {
        AtomicInteger done = new AtomicInteger();
        try (Connections connections = connections(1, this::connection)) {
            int result = connections.run("working", connection -> {
                if (done.incrementAndGet() < 4) {
                    throw new SQLException("gone", done.get() == 1 ? "LOST" : "BUSY");
                }
                return 7;
            });
            assertThat(result).isEqualTo(7);
            assertThatThrownBy(() -> connections.run("working", connection -> {
                        throw new SQLException("never", "ROW");
                    }))
                    .hasMessage("working failed");
        }
        assertThat(open.get()).isZero();
    }

    @Test
    void aStopEndsTheWaitInLine() throws Exception {
        try (Connections connections = connections(1, this::connection)) {
            try (Connections.Lease held = connections.lease()) {
                assertThat(held.connection()).isNotNull();
                signal.stop();
                assertThatThrownBy(connections::lease).isInstanceOf(StoppedException.class);
            }
        }
    }

    @Test
    void oldConnectionsAreReplaced() {
        AtomicInteger opened = new AtomicInteger();
        Timing brief = new Timing(
                TIMING.patience(),
                TIMING.firstPause(),
                TIMING.longestPause(),
                TIMING.recovery(),
                Duration.ofMillis(30));
        try (Connections connections = new Connections(
                () -> {
                    opened.incrementAndGet();
                    return connection();
                },
                1,
                FAILURES,
                brief,
                signal)) {
            connections.run("working", connection -> true);
            connections.run("working", connection -> true);
            assertThat(opened.get()).isEqualTo(1);
            pause(40);
            connections.run("working", connection -> true);
            assertThat(opened.get()).isEqualTo(2);
            assertThat(open.get()).isEqualTo(1);
        }
    }
}
