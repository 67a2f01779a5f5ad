package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Reading goes on after any key, whatever its type and collation: a table of key definitions and values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class KeysContract {

    protected Database database;

    protected abstract Database create();

    @BeforeAll
    void createDatabase() {
        database = create();
    }

    /**
     * Creates a table with this key, whose columns are k and, where it has two, l, and reads it by chunks of every size.
     *
     * @param definition columns and key constraint
     * @param order the key's columns, separated by a comma
     * @param values rows, each in parentheses
     */
    protected void check(String definition, String order, String values) {
        String columns = order.replace(" ", "");
        database.run(
                "DROP TABLE IF EXISTS keyed",
                "CREATE TABLE keyed (n int, " + definition + ")",
                "INSERT INTO keyed (n, " + columns + ") VALUES "
                        + values.replaceFirst("^\\(", "(0, ").replaceAll("\\),\\s*\\(", "), (0, "));
        List<String> expected = numbered(columns);
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.from("keyed")
                    .embed("self", Aggregates.from("keyed"), on(columns))
                    .entity());
            assertThat(reader.reading().key().columns()).containsExactly(columns.split(",", -1));
            for (int chunk = 1; chunk <= expected.size() + 1; chunk++) {
                assertThat(numbers(reader, Reads.all(reader, chunk)))
                        .as("chunks of %d", chunk)
                        .isEqualTo(expected);
            }
            fetches(reader, expected);
            List<Range> ranges = reader.split(2);
            assertThat(ranges.size()).isBetween((expected.size() + 1) / 2 - 1, (expected.size() + 1) / 2 + 1);
            List<String> byRange = new ArrayList<>();
            ranges.forEach(range -> byRange.addAll(numbers(reader, Reads.range(reader, range, 1))));
            assertThat(byRange).isEqualTo(expected);
        }
    }

    /** Numbers the rows in the order of the database itself. */
    private List<String> numbered(String columns) {
        String plain = columns.replace(",", ", ");
        database.run(
                "DROP TABLE IF EXISTS numbered",
                "CREATE TABLE numbered AS SELECT row_number() OVER (ORDER BY " + plain
                        + ") AS number, keyed.* FROM keyed");
        database.run(numbering(columns));
        List<String> numbers = database.query("SELECT n FROM keyed ORDER BY " + plain);
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj(String::valueOf)
                        .toList());
        return numbers;
    }

    /** The statement that copies the numbers into the table. */
    protected abstract String numbering(String columns);

    private static java.util.Map<String, String> on(String columns) {
        java.util.Map<String, String> on = new java.util.LinkedHashMap<>();
        for (String column : columns.split(",", -1)) {
            on.put(column, column);
        }
        return on;
    }

    private static List<String> numbers(AggregateReader reader, List<Row> rows) {
        int self = reader.reading().shape().child("self");
        for (Row row : rows) {
            assertThat(row.children(self)).hasSize(1);
            assertThat(row.children(self).get(0).get(0)).isEqualTo(row.get(0));
        }
        return rows.stream().map(row -> String.valueOf(row.get(0))).toList();
    }

    private static void fetches(AggregateReader reader, List<String> expected) {
        List<RowKey> keys = Reads.all(reader, 100).stream()
                .map(row -> reader.reading().shape().keyOf(row))
                .toList();
        assertThat(numbers(reader, reader.fetch(keys))).containsExactlyInAnyOrderElementsOf(expected);
        keys.forEach(key -> assertThat(reader.fetch(List.of(key))).hasSize(1));
    }
}
