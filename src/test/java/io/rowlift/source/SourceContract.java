package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Order;
import io.rowlift.plan.Range;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every source does, whatever the product; the SQL in here is common to all of them. */
public abstract class SourceContract {

    protected Database database;
    protected Source source;

    /** A database that nothing else uses. */
    protected abstract Database create();

    /** The schema in which unqualified names are created. */
    protected abstract String schema();

    @BeforeEach
    void open() {
        database = create();
        source = database.open();
    }

    @AfterEach
    void close() {
        if (source != null) {
            source.close();
        }
    }

    private void shop() {
        database.run(
                "CREATE TABLE countries (id int PRIMARY KEY, name varchar(20) NOT NULL)",
                "CREATE TABLE users (id int PRIMARY KEY, name varchar(20), country_id int, boss_id int)",
                "CREATE TABLE orders (id int PRIMARY KEY, user_id int, total decimal(10,2), note varchar(20))",
                "CREATE TABLE products (id int PRIMARY KEY, name varchar(20))",
                "CREATE TABLE order_items (order_id int NOT NULL, line int NOT NULL, product_id int, qty int, PRIMARY KEY (order_id, line))",
                "CREATE TABLE item_notes (id int PRIMARY KEY, order_id int, line int, text varchar(20))",
                "INSERT INTO countries VALUES (1, 'CH')",
                "INSERT INTO users VALUES (1, 'ann', 1, NULL), (2, 'bob', NULL, 1), (3, 'cid', 9, 2)",
                "INSERT INTO orders VALUES (10, 1, 5.00, NULL), (11, 3, 7.50, 'n'), (12, NULL, 0, ''), (13, 2, 1, 'x')",
                "INSERT INTO products VALUES (100, 'pen'), (101, 'ink')",
                "INSERT INTO order_items VALUES (10, 2, 100, 1), (10, 1, 101, 2), (10, 3, 102, 3), (11, 1, 100, 4)",
                "INSERT INTO item_notes VALUES (1, 10, 1, 'a'), (2, 10, 1, 'b'), (3, 11, 1, 'c')");
    }

    private List<String> read(AggregateReader reader, int chunk) {
        return Reads.all(reader, chunk).stream()
                .map(row -> Reads.named(reader.reading().shape(), row).toString())
                .toList();
    }

    @Test
    void readsWholeAggregates() {
        shop();
        AggregateReader reader = source.reader(Aggregates.from("orders")
                .column("twice", "total * 2")
                .column("lines_sum", "(select sum(i.qty) from order_items i where i.order_id = orders.id)")
                .where("id <> 13")
                .when("note is not null")
                .when("note = 'n'")
                .join("customer", "users", Map.of("user_id", "id"))
                .join("country", "countries", Map.of("customer.country_id", "id"))
                .embed(
                        "lines",
                        Aggregates.from("order_items")
                                .column("gross", "qty * 10")
                                .where("product_id < 102")
                                .orderBy(new Order("qty", true))
                                .join("product", "products", Map.of("product_id", "id"))
                                .embed(
                                        "notes",
                                        Aggregates.from("item_notes"),
                                        Map.of("order_id", "order_id", "line", "line")),
                        Map.of("id", "order_id"))
                .entity());

        List<String> expected = List.of(
                "{id=10, user_id=1, total=5.00, note=null, twice=10.00, lines_sum=6, customer.id=1, customer.name=ann, "
                        + "customer.country_id=1, customer.boss_id=null, country.id=1, country.name=CH, when#0=false, when#1=false, "
                        + "lines=[{order_id=10, line=1, product_id=101, qty=2, gross=20, product.id=101, product.name=ink, "
                        + "notes=[{id=1, order_id=10, line=1, text=a}, {id=2, order_id=10, line=1, text=b}]}, "
                        + "{order_id=10, line=2, product_id=100, qty=1, gross=10, product.id=100, product.name=pen, notes=[]}]}",
                "{id=11, user_id=3, total=7.50, note=n, twice=15.00, lines_sum=4, customer.id=3, customer.name=cid, "
                        + "customer.country_id=9, customer.boss_id=2, country.id=null, country.name=null, when#0=true, when#1=true, "
                        + "lines=[{order_id=11, line=1, product_id=100, qty=4, gross=40, product.id=100, product.name=pen, "
                        + "notes=[{id=3, order_id=11, line=1, text=c}]}]}",
                "{id=12, user_id=null, total=0.00, note=, twice=0.00, lines_sum=null, customer.id=null, customer.name=null, "
                        + "customer.country_id=null, customer.boss_id=null, country.id=null, country.name=null, when#0=true, "
                        + "when#1=false, lines=[]}");
        assertThat(read(reader, 100)).isEqualTo(expected);
        assertThat(read(reader, 1)).isEqualTo(expected);
        assertThat(reader.fetch(List.of(key("id", "11"), key("id", 13L), key("id", 99L))).stream()
                        .map(row -> Reads.named(reader.reading().shape(), row).toString()))
                .containsExactly(expected.get(1));
    }

    @Test
    void countsWhatAnAccessPatternCounts() {
        database.run(
                "CREATE TABLE notes (id int PRIMARY KEY, body varchar(20))",
                "INSERT INTO notes VALUES (1, 'a'), (2, ':id'), (3, 'a')");

        assertThat(source.count("select count(*) from notes where body = :body", Map.of("body", "a")))
                .isEqualTo(2);
        assertThat(source.count("select count(*) from notes where body = ':id' and id = :id", Map.of("id", "2")))
                .isEqualTo(1);
        assertThat(source.count("select 7 from notes where id = :id or id = :id group by id", Map.of("id", "9")))
                .isZero();
        assertThatThrownBy(() -> source.count("select 1 -- of :nothing", Map.of()))
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "the SQL of an access pattern cannot be run: comments are not allowed in the SQL of a mapping;"
                                + " write a YAML comment; mend it");
        assertThatThrownBy(() -> source.count("select 1; drop table notes", Map.of()))
                .isInstanceOf(FailedException.class)
                .hasMessageStartingWith("the SQL of an access pattern cannot be run: ");
        assertThatThrownBy(() -> source.count("select count(*) from nothing_of_this_name", Map.of()))
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("nothing_of_this_name");
    }

    @Test
    void saysWhatAKeyMustLookLike() {
        shop();
        database.run("CREATE TABLE days (d date PRIMARY KEY)", "INSERT INTO days VALUES ('2024-02-29')");
        AggregateReader lines = source.reader(Aggregates.of("order_items"));
        assertThatThrownBy(() -> lines.fetch(List.of(key("order_id", 1L))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("a key of table \"" + schema()
                        + ".order_items\" has the columns order_id; expected order_id, line");
        assertThatThrownBy(() -> source.reader(Aggregates.of("orders")).fetch(List.of(key("id", "abc"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("a given key does not fit the key of table \"" + schema() + ".orders\"; expected (id "
                        + integer() + ")");
        AggregateReader days = source.reader(Aggregates.of("days"));
        assertThat(days.fetch(List.of(key("d", "2024-02-29")))).hasSize(1);
        assertThatThrownBy(() -> days.fetch(List.of(key("d", "someday"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("a given key does not fit the key of table \"" + schema() + ".days\"; expected (d date)");
    }

    private static RowKey key(String column, Object value) {
        return new RowKey(List.of(column), List.of(value));
    }

    @Test
    void readsOneChildMoreThanTheMostAllowed() {
        shop();
        AggregateReader limited = source.reader(Aggregates.from("orders")
                .embed("lines", Aggregates.from("order_items").max(1), Map.of("id", "order_id"))
                .entity());
        assertThat(Reads.all(limited, 10).get(0).children(4)).hasSize(2);
        AggregateReader first = source.reader(Aggregates.from("orders")
                .embed("lines", Aggregates.from("order_items").limit(1), Map.of("id", "order_id"))
                .entity());
        assertThat(Reads.all(first, 10).get(0).children(4))
                .extracting(row -> row.get(1))
                .containsExactly(1L);
    }

    @Test
    void reportsEveryProblemAtItsPlace() {
        shop();
        assertThatThrownBy(() -> source.reader(Aggregates.from("orders")
                        .column("a", "1) or (1 = 1")
                        .column("b", "1 -- x")
                        .column("note", "1")
                        .where("1; select 1")
                        .join("customer", "user", Map.of("user_id", "id"))
                        .join("item", "order_items", Map.of("id", "order_id"))
                        .join("who", "users", Map.of("userid", "ident"))
                        .embed("lines", Aggregates.from("order_itms"), Map.of("id", "order_id"))
                        .entity()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        m.yaml:2: entity "E", column "a": a parenthesis is closed that was not opened
                        m.yaml:3: entity "E", column "b": comments are not allowed in the SQL of a mapping; write a YAML comment
                        m.yaml:4: entity "E", column "note": table "%1$s.orders" has a column of this name; give the computed column a name of its own
                        m.yaml:5: entity "E", where: one SQL expression is allowed, ";" would begin another statement
                        m.yaml:6: entity "E", join "customer": the source has no table "user" that the login can see; did you mean "users"?
                        m.yaml:7: entity "E", join "item": nothing guarantees that a row of table "%1$s.order_items" is the only one with its order_id; join by its primary key or a unique index, or embed the table instead
                        m.yaml:8: entity "E", join "who": there is no column "userid" on this side; did you mean "user_id"?
                        m.yaml:8: entity "E", join "who": table "%1$s.users" has no column "ident"
                        m.yaml:9: entity "E", embed "lines": the source has no table "order_itms" that the login can see; did you mean "order_items"?""".formatted(schema()));
    }

    @Test
    void refusesATableWithoutAKeyAndADeclaredKeyThatIsNone() {
        database.run(
                "CREATE TABLE logs (a int, b int)",
                "INSERT INTO logs VALUES (1, 1), (1, 2), (2, 1), (2, 1), (NULL, 3)");
        assertThatThrownBy(() -> source.reader(Aggregates.of("logs")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("m.yaml:1: entity \"E\": nothing identifies a row of \"" + schema()
                        + ".logs\"; name the columns that do with key: [...]");
        assertThatThrownBy(() -> source.reader(Aggregates.from("logs").key("a").entity()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("m.yaml:1: entity \"E\": the declared key (a) of \"" + schema()
                        + ".logs\" is NULL in part for (a=NULL); declare columns that identify every row, or leave such "
                        + "rows out with where")
                .hasMessageContaining("m.yaml:1: entity \"E\": the declared key (a) of \"" + schema()
                        + ".logs\" is shared by several rows for (a=1), (a=2); declare columns that identify every row, or "
                        + "leave such rows out with where");
        assertThatThrownBy(() -> source.reader(Aggregates.from("logs")
                        .key("a", "b")
                        .where("a is not null")
                        .column("c", "nosuch")
                        .entity()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("m.yaml:3: entity \"E\", column \"c\" does not compile: ")
                .hasMessageContaining("m.yaml:1: entity \"E\": the declared key (a, b) of \"" + schema()
                        + ".logs\" is shared by several rows for (a=2, b=1); declare columns that identify every row, or leave "
                        + "such rows out with where");
    }

    @Test
    void looksAtTheDataOfADeclaredKeyOnceOnly() {
        database.run("CREATE TABLE declared (a int)", "INSERT INTO declared VALUES (1), (2)");
        Aggregate aggregate = Aggregates.from("declared").key("a").entity();
        List<String> first = source.reader(aggregate).reading().fingerprint();
        database.run("INSERT INTO declared VALUES (2)");
        assertThat(source.reader(aggregate).reading().fingerprint()).isEqualTo(first);
        try (Source other = database.open()) {
            assertThatThrownBy(() -> other.reader(aggregate)).isInstanceOf(ConfigurationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void streamsATableWhoseKeyHasNoIndex(int chunk) {
        shop();
        database.run(
                "CREATE VIEW v AS SELECT id AS vid, total AS t FROM orders",
                "CREATE TABLE loose (k int, s varchar(10))",
                "INSERT INTO loose VALUES (3, 'c'), (1, 'a'), (2, 'b')");
        AggregateReader view = source.reader(Aggregates.from("v")
                .key("vid")
                .embed("lines", Aggregates.from("order_items"), Map.of("vid", "order_id"))
                .entity());
        assertThat(view.split(1)).containsExactly(Range.ALL);
        List<Row> rows = Reads.range(view, Range.ALL, chunk);
        assertThat(Reads.column(view, rows, "vid")).containsExactly(10L, 11L, 12L, 13L);
        assertThat(rows.get(0).children(2)).hasSize(3);
        assertThat(Reads.column(view, Reads.all(view, chunk), "vid")).containsExactly(10L, 11L, 12L, 13L);
        AggregateReader loose = source.reader(Aggregates.from("loose").key("k").entity());
        assertThat(Reads.column(loose, Reads.range(loose, Range.ALL, chunk), "s"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void namesTablesExactly() {
        database.run(
                "CREATE TABLE " + quoted("Order") + " (" + quoted("Select") + " int PRIMARY KEY, " + quoted("a b")
                        + " int, " + quoted("a.b") + " int, " + quoted("x'y") + " int)",
                "INSERT INTO " + quoted("Order") + " VALUES (1, 2, 3, 4)");
        AggregateReader reader = source.reader(Aggregates.from(schema() + ".Order")
                .embed("self", Aggregates.from("Order"), Map.of("a b", "Select"))
                .entity());
        assertThat(read(reader, 10)).containsExactly("{Select=1, a b=2, a.b=3, x'y=4, self=[]}");
    }

    protected abstract String quoted(String name);

    @Test
    void introspectsTables() {
        database.run(
                "CREATE TABLE parents (a int NOT NULL, b int NOT NULL, c int, d int UNIQUE, PRIMARY KEY (b, a))",
                "CREATE TABLE children (id int PRIMARY KEY, pa int, pb int, self int, "
                        + "CONSTRAINT fk_p FOREIGN KEY (pb, pa) REFERENCES parents (b, a), "
                        + "CONSTRAINT fk_s FOREIGN KEY (self) REFERENCES children (id) ON DELETE CASCADE)",
                "CREATE VIEW seen AS SELECT id FROM children");
        Map<String, Table> tables =
                source.tables().stream().collect(Collectors.toMap(t -> t.name().name(), t -> t));
        assertThat(tables.keySet()).containsExactlyInAnyOrder("parents", "children", "seen");
        Table parents = tables.get("parents");
        assertThat(parents.name().schema()).isEqualTo(schema());
        assertThat(parents.keys().get(0).columns()).containsExactly("b", "a");
        assertThat(parents.keys().get(0).primary()).isTrue();
        assertThat(parents.keys().get(0).guaranteed()).isTrue();
        assertThat(parents.keys().get(1).weakness()).isEqualTo("column \"d\" can be NULL");
        assertThat(tables.get("children").foreignKeys())
                .extracting(fk -> fk.name()
                        + fk.columns()
                        + fk.references().name()
                        + fk.referenced()
                        + (fk.cascading() ? " cascading" : ""))
                .containsExactly("fk_p[pb, pa]parents[b, a]", "fk_s[self]children[id] cascading");
        assertThat(source.unread()).isEmpty();
        assertThat(tables.get("seen").kind()).isEqualTo(Table.Kind.VIEW);
        assertThat(tables.get("seen").keys()).isEmpty();
    }

    @Test
    void joinsByAUniqueColumnThatMayBeNull() {
        database.run(
                "CREATE TABLE p (id int PRIMARY KEY, code int UNIQUE)",
                "CREATE TABLE c (id int PRIMARY KEY, code int)",
                "INSERT INTO p VALUES (1, 5), (2, NULL), (3, NULL)",
                "INSERT INTO c VALUES (1, 5), (2, NULL)");
        AggregateReader reader = source.reader(
                Aggregates.from("c").join("p", "p", Map.of("code", "code")).entity());
        assertThat(read(reader, 10))
                .containsExactly("{id=1, code=5, p.id=1, p.code=5}", "{id=2, code=null, p.id=null, p.code=null}");
    }

    @Test
    void splitsIntoNearEqualRanges() {
        numbers(10_000);
        AggregateReader reader = source.reader(Aggregates.of("skewed"));
        List<Range> ranges = reader.split(1000);
        List<Integer> sizes = ranges.stream()
                .map(range -> Reads.range(reader, range, 700).size())
                .toList();
        assertThat(ranges.get(0).lower()).isNull();
        assertThat(ranges.get(ranges.size() - 1).upper()).isNull();
        assertThat(sizes).hasSize(10).allMatch(size -> size >= 800 && size <= 1200);
        assertThat(sizes.stream().mapToInt(i -> i).sum()).isEqualTo(10_000);
        assertThat(reader.split(1_000_000)).containsExactly(Range.ALL);
        assertThat(reader.split(6000)).hasSize(2);
        database.run("DELETE FROM skewed");
        assertThat(reader.split(10)).containsExactly(Range.ALL);
    }

    /** Half of the rows in the first thousandth of the values, and a wide gap. */
    private void numbers(int rows) {
        String values = IntStream.range(0, rows)
                .mapToObj(i -> "(" + (i < rows / 2 ? i : i * 1_000_003L) + ", 1)")
                .collect(Collectors.joining(","));
        database.run("CREATE TABLE skewed (id bigint PRIMARY KEY, v int)", "INSERT INTO skewed VALUES " + values);
    }

    @Test
    void aFingerprintNamesEverythingThatIsRead() {
        shop();
        assertThat(source.reader(Aggregates.from("orders")
                                .join("u", "users", Map.of("user_id", "id"))
                                .embed("lines", Aggregates.from("order_items"), Map.of("id", "order_id"))
                                .entity())
                        .reading()
                        .fingerprint())
                .hasSize(12)
                .contains(schema() + ".order_items.line " + integer() + " not null key 2")
                .isSorted();
    }

    protected abstract String integer();

    @Test
    void whatWasReadBeforeAStopIsNotReadAgain() {
        numbers(100);
        AggregateReader reader = source.reader(Aggregates.of("skewed"));
        try (RowCursor cursor = reader.open(Range.ALL, null)) {
            List<Row> first = cursor.next(30);
            database.run("INSERT INTO skewed VALUES (-1, 0)", "DELETE FROM skewed WHERE id = 29");
            try (RowCursor next = reader.open(Range.ALL, cursor.positionAfter(first.get(29)))) {
                assertThat(Reads.column(reader, next.next(2), "id")).containsExactly(30L, 31L);
            }
        }
    }
}
