package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.Database;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogEvent.Reached;
import io.rowlift.source.LogPosition;
import io.rowlift.source.mysql.OpenLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server that sends transactions long before it commits them: each test has one that is stalled in between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BinlogVisibilityContract {

    @Nullable
    DatabaseServer server;

    Database database;

    abstract DatabaseServer start();

    abstract Database on(DatabaseServer server);

    /** Has every commit wait between the log and the engine. */
    abstract void stall();

    /** Lets commits go on. */
    abstract void release();

    @BeforeEach
    void prepare() {
        server = server == null ? start() : server;
        database = on(server);
        database.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private List<String> rows() {
        return database.query("SELECT id FROM t ORDER BY id");
    }

    @Test
    void aTransactionIsHeardBeforeItIsSeen() {
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"));
                ChangeStream stream = log.log().open(log.log().begin())) {
            // what begin() made of an unnamed server is behind what is told now
            OpenLog.upTo(stream, log.log().end());
            stall();
            CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> database.run("INSERT INTO t VALUES (2)"));
            Reached reached = transaction(stream);
            assertThat(rows()).as("without waiting").containsExactly("1");
            CompletableFuture<Void> later = CompletableFuture.runAsync(
                    this::release, CompletableFuture.delayedExecutor(300, java.util.concurrent.TimeUnit.MILLISECONDS));
            stream.awaitVisible(reached);
            assertThat(rows()).as("after waiting").containsExactly("1", "2");
            commit.join();
            later.join();
        }
    }

    @Test
    void whatIsBeforeTheBeginningIsSeen() {
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            stall();
            LogPosition before = log.log().end();
            CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> database.run("INSERT INTO t VALUES (2)"));
            while (log.log().end().order() == before.order()) {
                Thread.onSpinWait();
            }
            LogPosition begin = log.log().begin();
            List<String> seen = rows();
            release();
            commit.join();
            try (ChangeStream stream = log.log().open(begin)) {
                List<String> told = OpenLog.upTo(stream, log.log().end());
                assertThat(seen.contains("2") || told.contains("t null -> [2]"))
                        .as("seen " + seen + ", told " + told)
                        .isTrue();
                assertThat(seen).as("the stall").containsExactly("1");
            }
        }
    }

    static Reached transaction(ChangeStream stream) {
        while (true) {
            LogEvent event = stream.next(Duration.ofSeconds(20));
            assertThat(event).isNotNull();
            if (event instanceof Reached reached && reached.transaction() != null) {
                return reached;
            }
        }
    }
}
