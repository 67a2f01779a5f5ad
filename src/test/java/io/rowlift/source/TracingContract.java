package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every root whose aggregate a change alters is found from the changed row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TracingContract {

    private static final int CHANGES = 120;

    /** Tables with their columns; all are whole numbers but the last, which is a name. */
    private static final Map<String, List<String>> TABLES = tables();

    private Database database;

    protected abstract Database create();

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("country", List.of("id", "name"));
        tables.put("customer", List.of("id", "country_id", "name"));
        tables.put("orders", List.of("shop", "id", "customer_id", "parent_id", "name"));
        tables.put("line", List.of("id", "shop", "order_id", "product_id", "name"));
        tables.put("product", List.of("id", "name"));
        tables.put("note", List.of("id", "line_id", "name"));
        return tables;
    }

    @BeforeAll
    void fill() {
        database = create();
        TABLES.forEach((table, columns) -> database.run("CREATE TABLE " + table + " ("
                + String.join(" int, ", columns.subList(0, columns.size() - 1))
                + " int, name varchar(20), PRIMARY KEY ("
                + (table.equals("orders") ? "shop, id" : "id") + "))"));
        Random random = new Random(7);
        TABLES.forEach((table, columns) -> {
            for (int id = 0; id < 8; id++) {
                database.run(insert(table, row(table, id, random)));
            }
        });
    }

    private static Aggregate aggregate() {
        Aggregates note = Aggregates.from("note").limit(2).where("name <> 'n1'");
        Aggregates line = Aggregates.from("line")
                .join("product", "product", Map.of("product_id", "id"))
                .embed("notes", note, Map.of("id", "line_id"));
        Map<String, String> on = new LinkedHashMap<>();
        on.put("id", "order_id");
        on.put("shop", "shop");
        return Aggregates.from("orders")
                .where("name <> 'n2'")
                .join("customer", "customer", Map.of("customer_id", "id"))
                .join("country", "country", Map.of("customer.country_id", "id"))
                .embed("lines", line, on)
                .embed("siblings", Aggregates.from("orders"), Map.of("parent_id", "id"))
                .entity();
    }

    @Test
    void namesEveryWay() {
        try (Source source = database.open()) {
            assertThat(source.reader(aggregate()).tracing().routes().stream()
                            .map(route -> route.number() + (route.direct() ? " direct " : " ") + route.text())
                            .toList())
                    .containsExactly(
                            "0 direct orders(shop, id)",
                            "1 customer(id) → orders(customer_id)",
                            "2 country(id) → customer(country_id), customer(id) → orders(customer_id)",
                            "3 direct line(shop, order_id) → orders(shop, id)",
                            "4 product(id) → line(product_id), line(order_id, shop) → orders(id, shop)",
                            "5 note(line_id) → line(id), line(order_id, shop) → orders(id, shop)",
                            "6 orders(id) → orders(parent_id)");
        }
    }

    @Test
    void pagesThroughAllRootsInKeyOrder() {
        try (Source source = database.open()) {
            Tracing tracing = source.reader(aggregate()).tracing();
            List<RowKey> paged = new ArrayList<>();
            RowKey after = null;
            for (List<RowKey> page = tracing.all(after, 3); !page.isEmpty(); page = tracing.all(after, 3)) {
                paged.addAll(page);
                after = page.get(page.size() - 1);
            }
            assertThat(paged).isEqualTo(tracing.all(null, 1000));
            assertThat(paged.stream().map(RowKey::asText).toList())
                    .hasSize(Integer.parseInt(
                            database.query("SELECT count(*) FROM orders").get(0)));
            assertThat(tracing.typed(paged.stream().map(RowKey::asText).toList()))
                    .isEqualTo(paged);
        }
    }

    @Test
    void findsEveryRootThatAChangeAlters() {
        long seed = Long.getLong("rowlift.seed", System.nanoTime());
        System.out.println("tracing seed " + seed);
        Random random = new Random(seed);
        int altered = 0;
        int traced = 0;
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(aggregate());
            Tracing tracing = reader.tracing();
            for (int i = 0; i < CHANGES; i++) {
                Map<RowKey, String> before = rendered(reader);
                Set<RowKey> found = new LinkedHashSet<>();
                String change = change(random, tracing, found);
                Map<RowKey, String> after = rendered(reader);
                Set<RowKey> all = new LinkedHashSet<>(before.keySet());
                all.addAll(after.keySet());
                all.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
                assertThat(found).as("seed %s, change %s: %s", seed, i, change).containsAll(all);
                altered += all.size();
                traced += found.size();
            }
        }
        assertThat(altered).isGreaterThan(CHANGES / 4);
        assertThat(traced).isLessThan(10 * altered);
    }

    /** Makes a change and adds the roots that its old and new values lead to, looked for after it. */
    private String change(Random random, Tracing tracing, Set<RowKey> found) {
        List<String> names = List.copyOf(TABLES.keySet());
        String table = names.get(random.nextInt(names.size()));
        int id = random.nextInt(10);
        List<String> columns = TABLES.get(table);
        String list = "concat_ws(',', "
                + String.join(
                        ", ",
                        columns.stream()
                                .map(c -> "coalesce(cast(" + c + " as char(20)), '-')")
                                .toList()) + ")";
        List<String> old = database.query("SELECT " + list + " FROM " + table + " WHERE id = " + id);
        List<String> fresh = row(table, random.nextInt(3) == 0 ? random.nextInt(10) : id, random);
        boolean delete = random.nextInt(5) == 0;
        String freshId = fresh.get(columns.indexOf("id"));
        List<String> replaced = database.query("SELECT " + list + " FROM " + table + " WHERE id = " + freshId);
        database.run("DELETE FROM " + table + " WHERE id IN (" + id + ", " + freshId + ")");
        if (!delete) {
            database.run(insert(table, fresh));
        }
        List<List<String>> images = new ArrayList<>();
        old.forEach(row -> images.add(values(row)));
        replaced.forEach(row -> images.add(values(row)));
        if (!delete) {
            images.add(fresh);
        }
        for (Tracing.Route route : tracing.routes()) {
            if (route.table().name().equals(table)) {
                images.forEach(image -> follow(tracing, route, columns, image, found));
            }
        }
        return table + " " + images + (delete ? " deleted" : "");
    }

    private static List<String> values(String row) {
        return java.util.Arrays.stream(row.split(","))
                .map(String::strip)
                .map(value -> value.equals("-") ? "NULL" : value)
                .toList();
    }

    private static void follow(
            Tracing tracing, Tracing.Route route, List<String> columns, List<String> image, Set<RowKey> found) {
        List<String> values = route.columns().stream()
                .map(column -> image.get(columns.indexOf(column)))
                .toList();
        if (values.contains("NULL")) {
            return;
        }
        List<RowKey> roots = route.direct()
                ? tracing.typed(List.of(new RowKey(tracing.routes().get(0).columns(), new ArrayList<Object>(values))))
                : tracing.roots(route, List.of(values), null, 1000);
        roots.forEach(root -> found.add(root.asText()));
    }

    private static Map<RowKey, String> rendered(AggregateReader reader) {
        Map<RowKey, String> rendered = new LinkedHashMap<>();
        for (Row row : Reads.range(reader, Range.ALL, 100)) {
            rendered.put(
                    reader.reading().shape().keyOf(row).asText(),
                    shown(row, reader.reading().shape()));
        }
        return rendered;
    }

    private static String shown(Row row, io.rowlift.schema.Shape shape) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shape.columns().size(); i++) {
            text.append(row.get(i)).append(' ');
        }
        for (int child = 0; child < shape.children().size(); child++) {
            text.append('[');
            for (Object inner : (List<?>) row.required(shape.columns().size() + child)) {
                text.append(shown((Row) inner, shape.children().get(child).shape()))
                        .append(';');
            }
            text.append(']');
        }
        return text.toString();
    }

    private static List<String> row(String table, int id, Random random) {
        return TABLES.get(table).stream()
                .map(column -> switch (column) {
                    case "id" -> String.valueOf(id);
                    case "name" -> "n" + random.nextInt(4);
                    case "shop" -> String.valueOf(random.nextInt(2));
                    default -> random.nextInt(6) == 0 ? "NULL" : String.valueOf(random.nextInt(8));
                })
                .toList();
    }

    private static String insert(String table, List<String> values) {
        List<String> literals = values.stream()
                .map(value -> value.startsWith("n") ? "'" + value + "'" : value)
                .toList();
        return "INSERT INTO " + table + " VALUES (" + String.join(", ", literals) + ")";
    }
}
