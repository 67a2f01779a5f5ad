package io.rowlift.target.jdbc;

import static io.rowlift.target.jdbc.Copies.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Portion;
import io.rowlift.target.RowWriter.Rejected;
import io.rowlift.target.RowWriter.Standing;
import io.rowlift.target.jdbc.CommitProxy.Cut;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every relational target does, on a real server. */
public abstract class RowTargetContract extends RowTargetFixture {

    /** {@code users (id, name varchar(10), age check, unique name)}, with a primary key. */
    protected abstract TargetSchema users();

    /** The same rows without a key. */
    protected abstract TargetSchema keyless();

    /** Ends all sessions that a target has on the test's database. */
    protected abstract void killSessions() throws SQLException;

    /** What the rejects of {@link #refusesSingleRows} say, in order. */
    protected abstract List<String> refusals();

    @Test
    void writesRowsTogetherWithTheirEntry() {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        try (RowWriter writer = target.content().writer(users)) {
            assertThat(writer.standing(7)).isEmpty();
            assertThat(writer.write(portion(7, people(0, 5), false), RowTargetFixture::none))
                    .isEqualTo(new Standing(new Checkpoint("4"), 5, 5, false));
            assertThat(writer.write(portion(7, List.of(), true), RowTargetFixture::none))
                    .isEqualTo(new Standing(new Checkpoint("4"), 5, 5, true));
            assertThat(writer.write(portion(8, List.of(), true), RowTargetFixture::none))
                    .isEqualTo(new Standing(null, 0, 0, true));
        }
        try (RowWriter later = target(users()).content().writer(users)) {
            assertThat(later.standing(7)).contains(new Standing(new Checkpoint("4"), 5, 5, true));
            assertThat(later.standing(8)).contains(new Standing(null, 0, 0, true));
            assertThat(later.standing(9)).isEmpty();
        }
        assertThat(ids(users)).isEqualTo(numbers(0, 5));
        assertThat(target.traffic().written()).isEqualTo(5);
    }

    @Test
    void refusesSingleRows() {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        List<Rejected> rejects = new ArrayList<>();
        List<Row> rows = new ArrayList<>(people(100, 130));
        rows.set(3, row(1L, "far too long a text", 3L));
        rows.set(4, row(100L, "twice", 3L));
        rows.set(9, row(2L, "nul\0", 3L));
        rows.set(10, row(3L, "young", -1L));
        rows.set(20, row(4L, null, 3_000_000_000L));
        rows.set(21, row(5L, "n100", 3L));
        rows.set(29, row(null, "n", 3L));
        try (RowWriter writer = target.content().writer(users)) {
            writer.write(portion(0, people(0, 1), false), RowTargetFixture::none);
            Standing standing =
                    writer.write(new Portion(0, rows, row -> new Checkpoint("p" + row.get(1)), false), rejects::addAll);
            assertThat(standing).isEqualTo(new Standing(new Checkpoint("pn"), 31, 24, false));
            assertThat(writer.standing(0)).contains(standing);
        }
        assertThat(rejects.stream().map(Rejected::number)).containsExactly(4L, 5L, 10L, 11L, 21L, 22L, 30L);
        assertThat(rejects.stream().map(r -> r.row().get(0))).containsExactly(1L, 100L, 2L, 3L, 4L, 5L, null);
        assertThat(rejects.stream().map(Rejected::reason)).containsExactlyElementsOf(refusals());
        assertThat(ids(users)).hasSize(24);
    }

    @Test
    void keepsTheTextsThatPeopleAttackWith() {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        List<String> texts = List.of(
                "",
                " ",
                "\\N",
                "\\.",
                "a\tb\nc\rd",
                "\\",
                "'",
                "''--",
                "\"`$",
                "\u001a\b\f",
                "üß€",
                "😀👩‍🚀",
                "%s{}",
                "\u0001\u007f",
                "NULL",
                "\\'; x",
                "\ufeffb",
                "e\u0301");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            rows.add(row((long) i, texts.get(i), 1L));
        }
        try (RowWriter writer = target.content().writer(users)) {
            writer.write(portion(0, rows, true), RowTargetFixture::none);
        }
        assertThat(database.query("SELECT name FROM " + table(users) + " ORDER BY id"))
                .isEqualTo(texts);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aPortionIsWrittenOnceWhenTheConnectionIsLostAtItsCommit(Cut cut) throws IOException {
        for (TargetSchema schema : List.of(users(), keyless())) {
            TargetTable table = schema.tables().get(0);
            database.run("DROP TABLE IF EXISTS " + table(table));
            prepared(target(schema)).content().empty(table);
            String url = database.server().jdbcUrl(database.name());
            int port = Integer.parseInt(url.replaceAll("^.*:(\\d+)/.*$", "$1"));
            try (CommitProxy proxy = new CommitProxy(port)) {
                String through = url.replace(":" + port + "/", ":" + proxy.port() + "/");
                RowTarget target = target(
                        settings(through + (through.contains("mysql") ? "&sslMode=DISABLED" : ""), false),
                        schema,
                        OWNER,
                        new RunSignal());
                try (RowWriter writer = target.content().writer(table)) {
                    proxy.cut(cut);
                    writer.write(portion(0, people(0, 10), false), RowTargetFixture::none);
                    assertThat(proxy.cuts()).isEqualTo(1);
                    writer.write(portion(0, people(10, 20), false), RowTargetFixture::none);
                    proxy.cut(cut);
                    Standing standing = writer.write(portion(0, people(20, 30), true), RowTargetFixture::none);
                    assertThat(proxy.cuts()).isEqualTo(2);
                    assertThat(standing.rows()).isEqualTo(30);
                    assertThat(standing.done()).isTrue();
                    assertThat(writer.standing(0)).contains(standing);
                }
            }
            assertThat(ids(table)).isEqualTo(numbers(0, 30));
        }
    }

    @Test
    void aKilledSessionBeforeTheCommitIsReplacedAndRejectsAreToldAgain() {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        List<List<Rejected>> told = new ArrayList<>();
        try (RowWriter writer = target.content().writer(users)) {
            List<Row> rows = List.of(row(1L, "a", 1L), row(2L, "much too long", 1L), row(3L, "c", 1L));
            Standing standing = writer.write(portion(0, rows, true), rejects -> {
                told.add(rejects);
                if (told.size() == 1) {
                    kill();
                }
            });
            assertThat(standing).isEqualTo(new Standing(new Checkpoint("3"), 3, 2, true));
        }
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(told.get(0));
        assertThat(ids(users)).containsExactly("1", "3");
    }

    private void kill() {
        try {
            killSessions();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fiftyRoundsOfKilledSessionsLeaveEveryRowOnce() throws Exception {
        TargetSchema schema = keyless();
        TargetTable table = schema.tables().get(0);
        RowTarget target = prepared(target(schema));
        ExecutorService workers = Executors.newFixedThreadPool(3);
        AtomicBoolean done = new AtomicBoolean();
        List<Future<?>> writing = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            int range = w;
            writing.add(workers.submit(() -> {
                try (RowWriter writer = target.content().writer(table)) {
                    long at = range * 1_000_000L;
                    while (!done.get()) {
                        writer.write(portion(range, people(at, at + 20), false), RowTargetFixture::none);
                        at += 20;
                    }
                    writer.write(portion(range, List.of(), true), RowTargetFixture::none);
                    return at;
                }
            }));
        }
        for (int i = 0; i < 50; i++) {
            Thread.sleep(20 + i % 7 * 5);
            killSessions();
        }
        done.set(true);
        for (int w = 0; w < 3; w++) {
            long end = (Long) writing.get(w).get(1, TimeUnit.MINUTES);
            long from = w * 1_000_000L;
            assertThat(database.query("SELECT id FROM " + table(table) + " WHERE id BETWEEN " + from + " AND "
                            + (from + 999_999) + " ORDER BY id"))
                    .isEqualTo(numbers(from, end));
        }
        workers.shutdown();
    }

    @Test
    void aServerThatRestartsIsWaitedFor() throws Exception {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        try (RowWriter writer = target.content().writer(users)) {
            writer.write(portion(0, people(0, 10), false), RowTargetFixture::none);
            Thread restart = new Thread(() -> database.server().restart());
            restart.start();
            for (long i = 10; i < 2000 || restart.isAlive(); i += 10) {
                writer.write(portion(0, people(i, i + 10), false), RowTargetFixture::none);
            }
            restart.join();
            Standing standing = writer.write(portion(0, List.of(), true), RowTargetFixture::none);
            assertThat(ids(users)).isEqualTo(numbers(0, standing.rows()));
        }
    }

    @Test
    void aStopEndsTheWaitForAServer() throws Exception {
        TargetTable users = users().tables().get(0);
        prepared(target(users()));
        String url = database.server().jdbcUrl(database.name());
        int port = Integer.parseInt(url.replaceAll("^.*:(\\d+)/.*$", "$1"));
        RunSignal signal = new RunSignal();
        CommitProxy proxy = new CommitProxy(port);
        RowTarget target = target(
                settings(url.replace(":" + port + "/", ":" + proxy.port() + "/"), false), users(), OWNER, signal);
        try (RowWriter writer = target.content().writer(users)) {
            proxy.close();
            Thread stop = new Thread(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                signal.stop();
            });
            stop.start();
            assertThatThrownBy(() -> writer.write(portion(0, people(0, 1), false), RowTargetFixture::none))
                    .isInstanceOf(StoppedException.class)
                    .hasMessage("stopped while waiting");
            stop.join();
        }
        assertThat(ids(users)).isEmpty();
    }

    @Test
    void anotherRunIsNoticed() {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        RowTarget rival = target(users());
        try (RowWriter writer = target.content().writer(users);
                RowWriter other = rival.content().writer(users)) {
            writer.write(portion(0, people(0, 1), false), RowTargetFixture::none);
            other.write(portion(0, people(1, 2), false), RowTargetFixture::none);
            assertThatThrownBy(() -> writer.write(portion(0, people(1, 2), false), RowTargetFixture::none))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("the ledger's entry for range 0 of table \"" + users.name()
                            + "\" was changed by somebody else; see that one run at a time writes to this target, then"
                            + " run the same command again");
        }
        assertThat(ids(users)).containsExactly("0", "1");
    }

    @Test
    void emptiesATable() {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        try (RowWriter writer = target.content().writer(users)) {
            writer.write(portion(0, people(0, 30), true), RowTargetFixture::none);
        }
        target.content().empty(users);
        assertThat(ids(users)).isEmpty();
        try (RowWriter writer = target.content().writer(users)) {
            assertThat(writer.standing(0)).isEmpty();
            writer.write(portion(0, people(0, 3), true), RowTargetFixture::none);
        }
        assertThat(ids(users)).isEqualTo(numbers(0, 3));
    }

    @Test
    void whatTheCallerThrowsBeforeTheCommitUndoesThePortion() {
        TargetTable users = users().tables().get(0);
        RowTarget target = prepared(target(users()));
        try (RowWriter writer = target.content().writer(users)) {
            List<Row> rows = List.of(row(1L, "a", 1L), row(2L, "much too long", 1L));
            assertThatThrownBy(() -> writer.write(portion(0, rows, true), rejects -> {
                        throw new IllegalStateException("over the limit");
                    }))
                    .hasMessage("over the limit");
            assertThat(writer.standing(0)).isEmpty();
        }
        assertThat(ids(users)).isEmpty();
    }
}
