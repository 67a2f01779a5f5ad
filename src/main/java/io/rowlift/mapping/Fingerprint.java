package io.rowlift.mapping;

import io.rowlift.problem.Location;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an entity still means what it meant when a checkpoint was made: SHA-256 over a canonical text of the
 * parsed entity and of the keys of the tables that it writes to. Where things stand, comments and the order of maps take
 * no part; neither do patterns, nor a table's billing, expiry and projections, which change no item.
 *
 * <p>The text is made from the records' components by reflection, so that a component that is added tomorrow cannot be
 * forgotten. It names components and not classes, except where one of several may stand: renaming one of these makes
 * running migrations refuse to go on, which is why a test holds a fingerprint to its value.
 */
public final class Fingerprint {

    private final StringBuilder text = new StringBuilder();

    private Fingerprint() {}

    /**
     * Returns the fingerprint as 64 hexadecimal digits.
     *
     * @param tables at least those that the entity's items name; others take no part
     * @throws IllegalArgumentException if a table that an item names is missing
     */
    public static String of(Entity entity, TableDesign... tables) {
        Set<String> used = entity.items().stream().map(Entity.ItemDesign::table).collect(Collectors.toSet());
        List<TableDesign> designs = Stream.of(tables)
                .filter(table -> used.contains(table.name()))
                .sorted(Comparator.comparing(TableDesign::name))
                .toList();
        if (designs.size() != used.size()) {
            throw new IllegalArgumentException("entity " + entity.name() + " uses the tables " + used);
        }
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.append(entity);
        designs.forEach(fingerprint::appendKeys);
        return fingerprint.digest();
    }

    private void appendKeys(TableDesign table) {
        append(table.name());
        append(table.key());
        append(table.indexes().values().stream()
                .collect(Collectors.toMap(TableDesign.Index::name, index -> List.of(index.partition(), index.sort()))));
    }

    /** Lengths and brackets make the text unambiguous: two different values never have the same one. */
    private void append(@Nullable Object value) {
        if (value == null) {
            text.append('-');
        } else if (value instanceof Record composite) {
            appendRecord(composite);
        } else if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(this::append);
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            appendMap(map);
        } else {
            appendText(value instanceof Enum<?> word ? word.name() : value.toString());
        }
    }

    private void appendMap(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        text.append('{');
        sorted.forEach((key, value) -> {
            append(key);
            append(value);
        });
        text.append('}');
    }

    private void appendRecord(Record composite) {
        text.append('(');
        if (composite.getClass().getInterfaces().length > 0) {
            appendText(composite.getClass().getSimpleName());
        }
        for (RecordComponent component : composite.getClass().getRecordComponents()) {
            if (takesPart(component)) {
                appendText(component.getName());
                append(value(component, composite));
            }
        }
        text.append(')');
    }

    /** Entities have keys of rows and are no tables of a copy: what is always alike changes no fingerprint. */
    private static boolean takesPart(RecordComponent component) {
        return component.getType() != Location.class
                && !component.getName().equals("keyless")
                && !component.getName().equals("copied");
    }

    private static @Nullable Object value(RecordComponent component, Record composite) {
        try {
            return component.getAccessor().invoke(composite);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(composite.getClass() + " is not public", e);
        }
    }

    private void appendText(String value) {
        text.append(value.length()).append(':').append(value);
    }

    private String digest() {
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
