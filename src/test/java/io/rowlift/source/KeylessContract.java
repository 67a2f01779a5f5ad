package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Location;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and views that nothing identifies a row of are read as one unit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class KeylessContract {

    private static final List<String> ALL = List.of("1 x", "1 x", "2 null", "null null", "null null");

    private Database database;

    protected abstract Database create();

    @BeforeAll
    void fill() {
        database = create();
        database.run(
                "CREATE TABLE heap (a int, b varchar(20))",
                "INSERT INTO heap VALUES (1, 'x'), (NULL, NULL), (1, 'x'), (2, NULL), (NULL, NULL)",
                "CREATE VIEW heaps AS SELECT a, b FROM heap",
                "CREATE TABLE weak (a int, b varchar(20), UNIQUE (a))",
                "INSERT INTO weak VALUES (2, NULL), (NULL, NULL), (NULL, NULL), (1, 'x')",
                "CREATE TABLE keyed (a int PRIMARY KEY, b varchar(20))",
                "INSERT INTO keyed VALUES (2, NULL), (1, 'x')",
                "CREATE TABLE large (a int, b varchar(200))",
                "INSERT INTO large VALUES (1, 'x'), (2, 'x')");
        for (int i = 0; i < 12; i++) {
            database.run("INSERT INTO large SELECT * FROM large");
        }
    }

    private static Aggregate keyless(String table) {
        return Aggregates.from(table).keyless().entity();
    }

    /** What was read, sorted, because the rows come in no order. */
    private static List<String> shown(List<Row> rows) {
        return rows.stream().map(row -> row.get(0) + " " + row.get(1)).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 6})
    void readsEveryRowOnceWithDuplicatesAndNulls(int chunk) {
        try (Source source = database.open()) {
            for (String table : List.of("heap", "heaps")) {
                AggregateReader reader = source.reader(keyless(table));
                assertThat(reader.split(2)).containsExactly(Range.ALL);
                assertThat(reader.reading().key().columns()).isEmpty();
                assertThat(reader.reading().key().guaranteed()).isFalse();
                assertThat(reader.reading().shape().key()).isEmpty();
                assertThat(shown(Reads.range(reader, Range.ALL, chunk))).isEqualTo(ALL);
            }
        }
    }

    @Test
    void readsTablesWithoutAUsableKeyAndThoseWithOne() {
        try (Source source = database.open()) {
            assertThat(shown(Reads.range(source.reader(keyless("weak")), Range.ALL, 3)))
                    .containsExactly("1 x", "2 null", "null null", "null null");
            assertThat(shown(Reads.range(source.reader(keyless("keyed")), Range.ALL, 3)))
                    .containsExactly("1 x", "2 null");
        }
    }

    @Test
    void readsWhatAMappingComputesAndChooses() {
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.from("heap")
                    .column("c", "a + 1")
                    .where("a is not null")
                    .keyless()
                    .entity());
            List<Row> rows = Reads.range(reader, Range.ALL, 10);
            assertThat(Reads.column(reader, rows, "c")).containsExactlyInAnyOrder(2L, 2L, 3L);
            assertThat(reader.reading().sql()).doesNotContain("ORDER BY");
        }
    }

    @Test
    void countsPositionsAndBeginsAtTheBeginningAgain() {
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(keyless("heap"));
            try (RowCursor cursor = reader.open(Range.ALL, null)) {
                List<Row> first = cursor.next(2);
                assertThat(cursor.positionAfter(first.get(0))).isEqualTo(new Checkpoint("[\"1\"]"));
                assertThat(cursor.positionAfter(first.get(1))).isEqualTo(new Checkpoint("[\"2\"]"));
                List<Row> second = cursor.next(2);
                assertThat(cursor.positionAfter(second.get(1))).isEqualTo(new Checkpoint("[\"4\"]"));
                assertThatThrownBy(() -> cursor.positionAfter(first.get(0)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("not a row of the last chunk");
            }
            List<Row> again = new ArrayList<>();
            try (RowCursor cursor = reader.open(Range.ALL, new Checkpoint("[\"2\"]"))) {
                for (List<Row> page = cursor.next(2); !page.isEmpty(); page = cursor.next(2)) {
                    again.addAll(page);
                }
                assertThat(cursor.next(2)).isEmpty();
            }
            assertThat(shown(again)).isEqualTo(ALL);
        }
    }

    @Test
    void readsOneMoment() {
        database.run("CREATE TABLE moment (a int, b varchar(20))", "INSERT INTO moment VALUES (1, 'x'), (2, 'x')");
        try (Source source = database.open();
                RowCursor cursor = source.reader(keyless("moment")).open(Range.ALL, null)) {
            List<Row> rows = new ArrayList<>(cursor.next(1));
            database.run("INSERT INTO moment VALUES (3, 'late')", "UPDATE moment SET b = 'late'");
            rows.addAll(cursor.next(10));
            assertThat(shown(rows)).containsExactly("1 x", "2 x");
        }
    }

    @Test
    void refusesToReadSingleRowsAndEmbeds() {
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(keyless("heap"));
            String name = reader.reading().root().name().toString();
            assertThatThrownBy(() -> reader.fetch(List.of(new RowKey(List.of("a"), List.of(1L)))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("nothing identifies a row of table \"" + name
                            + "\", so no single row of it can be read; name the columns that do with key: [...]");
            Aggregate embedding = Aggregates.from("heap")
                    .embed("same", Aggregates.from("keyed"), Map.of("a", "a"))
                    .keyless()
                    .entity();
            assertThatThrownBy(() -> source.reader(embedding))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(new Location("m.yaml", 2) + ": entity \"E\": table \"" + name
                            + "\" has no key, so the rows of embed \"same\" cannot be told apart; give the table a"
                            + " primary key");
        }
    }

    @Test
    void survivesARestartBeforeTheFirstRowOnly() {
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(keyless("heap"));
            String name = reader.reading().root().name().toString();
            try (RowCursor cursor = reader.open(Range.ALL, null)) {
                database.server().restart();
                assertThat(shown(cursor.next(10))).isEqualTo(ALL);
            }
            try (RowCursor cursor = source.reader(keyless("large")).open(Range.ALL, null)) {
                assertThat(cursor.next(3)).hasSize(3);
                database.server().restart();
                assertThatThrownBy(() -> {
                            while (!cursor.next(1000).isEmpty()) {
                                // on to the rows that the driver does not have yet
                            }
                        })
                        .isInstanceOf(FailedException.class)
                        .hasMessage("table \"" + name.replace("heap", "large") + "\": the source was lost after row 3,"
                                + " and nothing identifies the rows that are still to be read; run the same command"
                                + " again: the table is then read from its beginning");
            }
        }
    }
}
