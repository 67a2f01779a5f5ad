package io.rowlift.suggest;

import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of entities: the tables' own, in the singular and in camel case. No two are equal, whatever their case. */
final class EntityNames {

    private static final Set<String> UNCHANGED = Set.of("news", "series", "species", "movies", "cookies");

    private EntityNames() {}

    /** Returns the entity's name for each table. */
    static Map<TableName, String> of(List<Table> tables) {
        Map<TableName, String> names = new HashMap<>();
        tables.forEach(table ->
                names.put(table.name(), camelCase(singular(words(table.name().name())))));
        Map<String, Long> uses = uses(names);
        for (Table table : tables) {
            if (uses.getOrDefault(folded(names.getOrDefault(table.name(), "")), 0L) > 1) {
                List<String> words = words(table.name().schema());
                words.addAll(words(table.name().name()));
                names.put(table.name(), camelCase(words));
            }
        }
        number(tables, names);
        return names;
    }

    /** What is still equal gets a number, in the order of the tables. */
    private static void number(List<Table> tables, Map<TableName, String> names) {
        Map<String, TableName> taken = new HashMap<>();
        for (Table table : tables) {
            String plain = String.valueOf(names.get(table.name()));
            String name = plain;
            for (int i = 2; taken.putIfAbsent(folded(name), table.name()) != null; i++) {
                name = plain + i;
            }
            names.put(table.name(), name);
        }
    }

    private static Map<String, Long> uses(Map<TableName, String> names) {
        return names.values().stream().collect(Collectors.groupingBy(EntityNames::folded, Collectors.counting()));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns the word that the keys of an entity begin with: {@code ORDER_LINE} for {@code OrderLine}. */
    static String word(String name) {
        return words(name).stream().map(word -> word.toUpperCase(Locale.ROOT)).collect(Collectors.joining("_"));
    }

    /** Takes a name apart: {@code order_lines}, {@code OrderLines} and {@code Order Lines} are two words. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Returns {@code orderLine} for {@code Order} and {@code Line}. */
    static String lowerCamelCase(List<String> words) {
        String name = camelCase(words);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static String camelCase(List<String> words) {
        String name = words.stream().map(EntityNames::capital).collect(Collectors.joining());
        return name.isEmpty() || !Character.isLetter(name.codePointAt(0)) ? "T" + name : name;
    }

    private static String capital(String word) {
        String rest = word.substring(1);
        boolean shouting = word.equals(word.toUpperCase(Locale.ROOT));
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + (shouting ? rest.toLowerCase(Locale.ROOT) : rest);
    }

    /** Only the last word: {@code order_lines} is a table of order lines. */
    private static List<String> singular(List<String> words) {
        if (!words.isEmpty()) {
            words.set(words.size() - 1, singular(words.get(words.size() - 1)));
        }
        return words;
    }

    private static String singular(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.length() < 4 || UNCHANGED.contains(lower) || !lower.endsWith("s")) {
            return word;
        }
        if (lower.endsWith("ies") && lower.length() > 4) {
            return word.substring(0, word.length() - 3) + (Character.isUpperCase(word.charAt(1)) ? "Y" : "y");
        }
        if (lower.matches(".*(ss|sh|x|tch)es")) {
            return word.substring(0, word.length() - 2);
        }
        return lower.matches(".*[suiao]s") ? word : word.substring(0, word.length() - 1);
    }
}
