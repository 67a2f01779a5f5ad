package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.Range;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of a source when its server, its login or its connections fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FailuresContract {

    protected Database database;

    protected abstract Database create();

    /** What {@code open} says about a host that is not known, a port where nobody listens, and wrong settings. */
    protected abstract String refused(String server);

    protected abstract String wrongLogin(String server, String login);

    protected abstract String wrongDatabase(String server);

    /** Counts the sessions of the source's database, the asking one excluded. */
    protected abstract String countSessions();

    @BeforeAll
    void fill() {
        database = create();
        String values =
                IntStream.rangeClosed(1, 500).mapToObj(i -> "(" + i + ")").collect(Collectors.joining(","));
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "INSERT INTO t VALUES " + values,
                "CREATE VIEW v AS SELECT * FROM t");
    }

    private SourceSettings with(String url, String login, String password) {
        SourceSettings s = database.settings(2);
        return new SourceSettings(s.product(), url, login, new Secret(password), 2, false);
    }

    private String url() {
        return database.settings(1).url();
    }

    private String server() {
        return url().replaceFirst("^jdbc:[a-z]+://([^/]*)/.*$", "$1");
    }

    private void opening(SourceSettings settings, Class<? extends RowliftException> type, String message) {
        assertThatThrownBy(() -> database.open(settings, new RunSignal()).close())
                .isInstanceOf(type)
                .hasMessage(message);
    }

    @Test
    void namesWhatIsWrongWithTheSettings() {
        SourceSettings good = database.settings(1);
        opening(
                with(
                        url().replace(server(), "127.0.0.1:1"),
                        good.username(),
                        good.password().reveal()),
                FailedException.class,
                refused("127.0.0.1:1"));
        opening(
                with(
                        url().replace(server(), "nowhere.invalid:1").replaceFirst("\\?.*", ""),
                        good.username(),
                        good.password().reveal()),
                ConfigurationException.class,
                "the host in nowhere.invalid:1 is not known; check the URL");
        opening(with(url(), "stranger", "geheim"), ConfigurationException.class, wrongLogin(server(), "stranger"));
        opening(
                with(
                        url().replace(database.name(), "nosuch"),
                        good.username(),
                        good.password().reveal()),
                ConfigurationException.class,
                wrongDatabase(server()));
    }

    @Test
    void goesOnAfterARestartOfTheServer() {
        for (String table : List.of("t", "v")) {
            try (Source source = database.open()) {
                AggregateReader reader =
                        source.reader(Aggregates.from(table).key("id").entity());
                List<Row> rows = new ArrayList<>();
                try (RowCursor cursor = reader.open(Range.ALL, null)) {
                    rows.addAll(cursor.next(200));
                    database.server().restart();
                    for (List<Row> page = cursor.next(200); !page.isEmpty(); page = cursor.next(200)) {
                        rows.addAll(page);
                    }
                }
                assertThat(Reads.column(reader, rows, "id"))
                        .isEqualTo(IntStream.rangeClosed(1, 500)
                                .mapToObj(i -> (Object) (long) i)
                                .toList());
            }
        }
    }

    @Test
    void waitsForAConnectionAndNeverOpensMoreThanAllowed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (Source source = database.open(database.settings(3), new RunSignal())) {
            AggregateReader reader = source.reader(Aggregates.of("t"));
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                reads.add(threads.submit(() -> Reads.range(reader, Range.ALL, 7).size()));
            }
            int most = 0;
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                while (!reads.stream().allMatch(Future::isDone)) {
                    try (ResultSet result = statement.executeQuery(countSessions())) {
                        result.next();
                        most = Math.max(most, result.getInt(1));
                    }
                }
            }
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isEqualTo(500);
            }
            assertThat(most).isBetween(2, 3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aStopEndsTheWaitForAConnection() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        RunSignal signal = new RunSignal();
        try (Source source = database.open(database.settings(1), signal)) {
            AggregateReader view = source.reader(Aggregates.from("v").key("id").entity());
            AggregateReader table = source.reader(Aggregates.of("t"));
            try (RowCursor holder = view.open(Range.ALL, null)) {
                assertThat(holder.next(10)).hasSize(10);
                Callable<List<Row>> next = () -> table.open(Range.ALL, null).next(10);
                Future<List<Row>> waiting = threads.submit(next);
                assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(java.util.concurrent.TimeoutException.class);
                signal.stop();
                assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(StoppedException.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** An expression that fails on the value 307 of {@code id} only, and what the message says of it. */
    protected abstract String failing();

    protected abstract String reason();

    private String evaluate(String where, String guard) {
        return "table \"" + schema() + ".t\": the source cannot evaluate " + where + ": " + reason() + "; guard "
                + guard + " against such values, for example with CASE or NULLIF; try it with rowlift render";
    }

    /** The schema of the tables. */
    protected abstract String schema();

    @Test
    void namesTheRowOnWhichTheSqlOfAMappingFails() {
        try (Source source = database.open()) {
            for (int chunk : List.of(1, 2, 7, 100, 1000)) {
                AggregateReader column = source.reader(
                        Aggregates.from("t").column("c", failing()).entity());
                assertThatThrownBy(() -> Reads.all(column, chunk))
                        .isInstanceOf(FailedException.class)
                        .hasMessage(evaluate("row (id=307)", "column \"c\""));
            }
            AggregateReader where = source.reader(
                    Aggregates.from("t").where("(" + failing() + ") <> 12345").entity());
            assertThatThrownBy(() -> Reads.all(where, 100)).hasMessage(evaluate("a row after (id=306)", "where"));
            AggregateReader child = source.reader(Aggregates.from("t")
                    .embed("same", Aggregates.from("t").column("c", failing()), Map.of("id", "id"))
                    .entity());
            assertThatThrownBy(() -> Reads.all(child, 100))
                    .hasMessage(evaluate("row (id=307)", "embed \"same\", column \"c\""));
            AggregateReader view = source.reader(
                    Aggregates.from("v").key("id").column("c", failing()).entity());
            assertThatThrownBy(() -> Reads.all(view, 100))
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining(": " + reason() + "; guard column \"c\" against such values");
            // on the same connections: none of them tells the failure of before
            assertThatThrownBy(() -> source.reader(Aggregates.from("v")
                            .key("id")
                            .where("(" + failing() + ") <> 12345")
                            .entity()))
                    .isInstanceOf(FailedException.class)
                    .hasMessage(evaluate("a row", "where").replace(".t\"", ".v\""));
        }
    }

    @Test
    void aKeyIsNotBlamedForWhatTheSqlOfAMappingFailsOn() {
        try (Source source = database.open()) {
            AggregateReader reader =
                    source.reader(Aggregates.from("t").column("c", failing()).entity());
            List<RowKey> keys = IntStream.rangeClosed(300, 320)
                    .mapToObj(i -> new RowKey(List.of("id"), List.of(String.valueOf(i))))
                    .toList();
            assertThatThrownBy(() -> reader.fetch(keys))
                    .isInstanceOf(FailedException.class)
                    .hasMessage(evaluate("row (id=307)", "column \"c\""));
            assertThat(reader.fetch(keys.subList(0, 7))).hasSize(7);
            assertThatThrownBy(() -> reader.fetch(List.of(new RowKey(List.of("id"), List.of("x")))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith(
                            "a given key does not fit the key of table \"" + schema() + ".t\"; expected (id int");
        }
    }

    @Test
    void cannotWrite() {
        try (Source source = database.open()) {
            assertThatThrownBy(() -> source.reader(
                                    Aggregates.from("t").column("x", writing()).entity())
                            .open(Range.ALL, null)
                            .next(1))
                    .isInstanceOf(RowliftException.class);
        }
        assertThat(database.query("SELECT count(*) FROM t")).containsExactly("500");
    }

    /** An expression that would write. */
    protected abstract String writing();
}
