package io.rowlift.config;

import io.rowlift.problem.Location;
import io.rowlift.problem.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A block whose keys are fixed, read with types. Opening it reports unknown and missing keys; each read reports a value
 * of the wrong type. Where a value is missing or wrong, a read returns the fallback or an empty value, so that reading
 * goes on and finds the next problem: a file with a problem never becomes a value.
 */
final class Fields {

    private final Keys keys;
    private final Map<String, Node.Entry> entries;
    private final Location location;
    private final Scope scope;

    private Fields(Keys keys, Map<String, Node.Entry> entries, Location location, Scope scope) {
        this.keys = keys;
        this.entries = entries;
        this.location = location;
        this.scope = scope;
    }

    /** Opens a block. Something else is reported and opened as if it were empty. */
    static Fields open(Node node, Keys keys, Scope scope) {
        if (!(node instanceof Node.Block block)) {
            if (!(node instanceof Node.Broken)) {
                String found = node instanceof Node.Text text && text.missing() ? "nothing" : node.kind();
                scope.report(
                        node.location(),
                        "a block with the keys " + list(keys.all()) + " is due here, found " + found,
                        null);
            }
            return new Fields(keys, Map.of(), node.location(), scope);
        }
        block.entries().forEach((key, entry) -> {
            if (!keys.all().contains(key)) {
                String elsewhere = keys.elsewhere(key);
                String suggestion = elsewhere != null ? elsewhere : Suggestion.didYouMean(key, keys.all());
                scope.report(
                        entry.location(),
                        "unknown key \"" + key + "\"",
                        suggestion != null ? suggestion : "known keys are " + list(keys.all()));
            }
        });
        for (String key : keys.required()) {
            if (!block.entries().containsKey(key)) {
                scope.report(node.location(), "key \"" + key + "\" is missing", null);
            }
        }
        return new Fields(keys, block.entries(), node.location(), scope);
    }

    /** Returns where the block begins. */
    Location location() {
        return location;
    }

    /** Returns the problems' scope. */
    Scope scope() {
        return scope;
    }

    boolean has(String key) {
        return node(key) != null;
    }

    /** Returns the value of a key, or null when the file does not have it. */
    @Nullable
    Node node(String key) {
        if (!keys.all().contains(key)) {
            throw new IllegalArgumentException(keys + " does not declare the key " + key);
        }
        Node.Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** Returns where a key stands, or else its block. */
    Location location(String key) {
        Node.Entry entry = entries.get(key);
        return entry == null ? location : entry.location();
    }

    /** Returns the text of a key, or null. */
    @Nullable
    String textOrNull(String key) {
        Node node = node(key);
        return node == null ? null : Scalars.text(node, quoted(key), scope);
    }

    /** Returns the text of a key, or an empty text. */
    String text(String key) {
        return Objects.requireNonNullElse(textOrNull(key), "");
    }

    long count(String key, long min, long max, long fallback) {
        Node node = node(key);
        Long count = node == null ? null : Scalars.count(node, quoted(key), min, max, scope);
        return count == null ? fallback : count;
    }

    boolean flag(String key) {
        Node node = node(key);
        Boolean flag = node == null ? null : Scalars.flag(node, quoted(key), scope);
        return flag != null && flag;
    }

    <E> E oneOf(String key, Map<String, E> words, E fallback) {
        Node node = node(key);
        E found =
                node == null ? null : Scalars.oneOf(node, quoted(key), words, "one of " + list(words.keySet()), scope);
        return found == null ? fallback : found;
    }

    /** Returns the texts of a list; a single text counts as a list of one. */
    List<String> texts(String key) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        List<Node> elements = node instanceof Node.Text ? List.of(node) : elements(key);
        return elements.stream()
                .map(e -> Scalars.text(e, quoted(key), scope))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns the elements of a list that must not be empty. */
    List<Node> elements(String key) {
        Node node = node(key);
        if (node instanceof Node.Sequence sequence) {
            if (sequence.elements().isEmpty()) {
                scope.report(node.location(), quoted(key) + " is empty", null);
            }
            return sequence.elements();
        }
        if (node != null && !(node instanceof Node.Broken)) {
            Scalars.wrong(node, quoted(key), "a list", null, scope);
        }
        return List.of();
    }

    /** Returns the entries of a block whose keys are the user's own names; it must not be empty. */
    Map<String, Node.Entry> entries(String key) {
        Node node = node(key);
        return node == null ? Map.of() : entries(node, quoted(key), scope);
    }

    /** Returns a block from names to texts. */
    Map<String, String> textByName(String key) {
        Node node = node(key);
        return node == null ? Map.of() : textByName(node, quoted(key), scope);
    }

    static Map<String, Node.Entry> entries(Node node, String name, Scope scope) {
        if (node instanceof Node.Block block) {
            if (block.entries().isEmpty()) {
                scope.report(node.location(), name + " is empty", null);
            }
            return block.entries();
        }
        if (!(node instanceof Node.Broken)) {
            Scalars.wrong(node, name, "a block of keys", null, scope);
        }
        return Map.of();
    }

    static Map<String, String> textByName(Node node, String name, Scope scope) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries(node, name, scope).forEach((key, entry) -> {
            String text = Scalars.text(entry.value(), name + ", " + quoted(key), scope);
            if (text != null) {
                texts.put(key, text);
            }
        });
        return texts;
    }

    static String quoted(String name) {
        return "\"" + name + "\"";
    }

    /** Returns names for a message: {@code "a", "b"}. */
    static String list(Iterable<String> names) {
        return java.util.stream.StreamSupport.stream(names.spliterator(), false)
                .map(Fields::quoted)
                .collect(Collectors.joining(", "));
    }
}
