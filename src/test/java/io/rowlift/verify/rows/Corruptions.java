package io.rowlift.verify.rows;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowlift.plan.SourceSettings.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Damages a copy, each row at most once, and knows what a comparison has to find. */
final class Corruptions {

    private final List<String> sql = new ArrayList<>();
    private final Set<String> expected = new TreeSet<>();
    private final boolean mysql;
    private long missingMessages;
    private long extraMessages;

    Corruptions(Product target) {
        mysql = target == Product.MYSQL;
    }

    static Corruptions of(CopiedShop shop, int count, long seed) {
        Random random = new Random(seed);
        Corruptions all = new Corruptions(shop.target().product());
        List<Integer> customers = shuffled(CopiedShop.CUSTOMERS, random);
        List<Integer> lines = shuffled(CopiedShop.CUSTOMERS * CopiedShop.LINES, random);
        List<Integer> tags = shuffled(CopiedShop.TAGS, random);
        List<Integer> messages = shuffled(CopiedShop.MESSAGES, random);
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> all.customer(customers.remove(0), random.nextInt(5));
                case 2 -> all.line(lines.remove(0), random.nextInt(3));
                case 3 -> all.tag(tags.remove(0), random.nextInt(4));
                default -> all.message(messages.remove(0), random.nextInt(4));
            }
        }
        shop.target().run(all.sql.toArray(String[]::new));
        return all;
    }

    private static List<Integer> shuffled(int count, Random random) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(all, random);
        return all;
    }

    /** Every third customer has no note, and every third an empty one. */
    private void customer(int id, int kind) {
        String set = switch (kind) {
            case 0 -> "amount = amount + 0.01";
            case 1 -> "name = 'jose " + id + "'";
            case 2 -> "name = 'Jose " + id + " '";
            case 3 -> "name = 'José " + id + "'";
            default ->
                id % 3 == 2
                        ? "at = at + interval " + (mysql ? "1 microsecond" : "'1 microsecond'")
                        : "note = " + (id % 3 == 0 ? "''" : "NULL");
        };
        sql.add("UPDATE customer SET " + set + " WHERE id = " + id);
        expected.add("different customer {\"id\":\"" + id + "\"} " + set.substring(0, set.indexOf(' ')));
    }

    private void line(int number, int kind) {
        int customer = number / CopiedShop.LINES;
        int line = number % CopiedShop.LINES;
        String where = " WHERE customer_id = " + customer + " AND number = " + line;
        switch (kind) {
            case 0 -> {
                sql.add("DELETE FROM line" + where);
                expected.add("missing line " + key(customer, line));
            }
            case 1 -> {
                sql.add("UPDATE line SET price = price + 0.01" + where);
                expected.add("different line " + key(customer, line) + " price twice");
            }
            default -> {
                int other = line + 100 + number;
                sql.add("INSERT INTO line (customer_id, number, price) VALUES (" + customer + ", " + other + ", 1)");
                expected.add("extra line " + key(customer, other));
            }
        }
    }

    private static String key(int customer, int line) {
        return "{\"customer_id\":\"" + customer + "\",\"number\":\"" + line + "\"}";
    }

    private void tag(int number, int kind) {
        String name = "tag " + number;
        switch (kind) {
            case 0 -> renamed(name, "TAG " + number);
            case 1 -> renamed(name, "tág " + number);
            case 2 -> renamed(name, name + " ");
            default -> {
                sql.add("UPDATE tag SET weight = weight * (1 + 4e-16) WHERE name = '" + name + "'");
                expected.add("different tag {\"name\":\"" + name + "\"} weight");
            }
        }
    }

    /** A collation that ignores case takes it for the same row. */
    private void renamed(String from, String to) {
        sql.add("UPDATE tag SET name = '" + to + "' WHERE name = '" + from + "'");
        expected.add("missing tag {\"name\":\"" + from + "\"}");
        expected.add("extra tag {\"name\":\"" + to + "\"}");
    }

    /** Each number stands there twice. */
    private void message(int n, int kind) {
        switch (kind) {
            case 0 -> {
                sql.add("DELETE FROM message WHERE n = " + n);
                missingMessages += 2;
            }
            case 1 -> {
                sql.add("INSERT INTO message VALUES (" + n + ", 'body')");
                extraMessages++;
            }
            case 2 -> {
                sql.add("UPDATE message SET body = 'Body' WHERE n = " + n);
                missingMessages += 2;
                extraMessages += 2;
            }
            default -> {
                sql.add("UPDATE message SET n = 0 WHERE body = 'nobody " + n + "'");
                missingMessages++;
                extraMessages++;
            }
        }
    }

    Set<String> expected() {
        Set<String> all = new TreeSet<>(expected);
        all.add("message " + missingMessages + " missing " + extraMessages + " extra");
        return all;
    }

    /** What a comparison has found, in the same words. */
    static Set<String> found(JsonNode verified) {
        Set<String> found = new TreeSet<>();
        for (JsonNode table : verified.get("tables")) {
            String name = table.get("table").asText();
            if (!table.get("keyed").asBoolean()) {
                found.add(name + " " + table.get("missing") + " missing " + table.get("extra") + " extra");
            }
            for (String kind : List.of("Missing", "Different", "Extra")) {
                for (JsonNode row : table.get("first" + kind)) {
                    StringBuilder text = new StringBuilder(kind.toLowerCase(java.util.Locale.ROOT));
                    text.append(' ').append(name).append(' ').append(row.get("row"));
                    row.path("columns").forEach(column -> text.append(' ').append(column.asText()));
                    found.add(text.toString());
                }
            }
        }
        return found;
    }
}
