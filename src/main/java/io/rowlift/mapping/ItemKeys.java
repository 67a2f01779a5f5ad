package io.rowlift.mapping;

import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.mapping.Operand.Place;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Template.Part;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Key;
import io.rowlift.schema.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All keys that one item of an entity can have. */
final class ItemKeys {

    private final String entity;
    private final int number;
    private final TableDesign table;
    private final ItemDesign design;
    private final Evidence evidence;
    private final Lookup lookup;
    private final Set<String> givenBack = new HashSet<>();
    private final Map<String, String> lost = new LinkedHashMap<>();
    private final Set<String> ownColumns = new HashSet<>();
    private boolean tracked;
    private final Language partition;
    private final @Nullable Language sort;

    private ItemKeys(Entity entity, int number, TableDesign table, Evidence evidence) {
        this.entity = entity.name();
        this.number = number;
        this.table = table;
        this.design = entity.items().get(number);
        this.evidence = evidence;
        this.lookup = ItemCompiler.lookup(entity, number, evidence.shape(), new Problems());
        this.partition = language(table.partition());
        KeyAttribute sortKey = table.sort();
        this.sort = sortKey == null ? null : language(sortKey);
    }

    static ItemKeys of(Entity entity, int number, TableDesign table, Evidence evidence) {
        return new ItemKeys(entity, number, table, evidence);
    }

    String entity() {
        return entity;
    }

    String table() {
        return table.name();
    }

    /** Returns {@code entity "Order", item 2}. */
    String name() {
        return "entity \"" + entity + "\", item " + (number + 1);
    }

    Language partition() {
        return partition;
    }

    @Nullable
    Language sort() {
        return sort;
    }

    /** Returns what can change its keys. */
    KeyMovement movement() {
        if (tracked || design.each() != null) {
            return KeyMovement.TRACKED;
        }
        return Set.copyOf(evidence.key().columns()).containsAll(ownColumns) ? KeyMovement.STABLE : KeyMovement.OWN;
    }

    /** Returns the templates of its key, for messages. */
    String templates() {
        return table.key().stream()
                .map(key -> key.name() + " \"" + template(key) + "\"")
                .collect(Collectors.joining(", "));
    }

    /** Returns a unique key of the root table whose columns can be read off the item's key. */
    Optional<Key> uniqueKey() {
        return evidence.guaranteed().stream()
                .filter(key -> givenBack.containsAll(key.columns()))
                .findFirst();
    }

    /** Returns what is in the way of {@link #uniqueKey}, and what would prove it. */
    String whyNotUnique() {
        List<Key> keys = evidence.guaranteed();
        if (keys.isEmpty()) {
            return "the source guarantees no unique key of \"" + evidence.root().name()
                    + "\"; a primary key or a unique" + " key without NULL would prove it";
        }
        String columns = "(" + String.join(", ", keys.get(0).columns()) + ")";
        String why = templates() + " does not give back " + columns + " of \""
                + evidence.root().name() + "\"";
        String because = keys.get(0).columns().stream()
                .filter(column -> !givenBack.contains(column) && lost.containsKey(column))
                .map(lost::get)
                .collect(Collectors.joining(" and "));
        return because.isEmpty()
                ? why + "; these columns in the templates would prove it"
                : why + ", because " + because + "; these columns as they are would prove it";
    }

    private Template template(KeyAttribute key) {
        return Objects.requireNonNull(design.key().get(key.name()), "the mapping was not compiled");
    }

    private Language language(KeyAttribute key) {
        Template template = template(key);
        boolean readable = true;
        List<Part> parts = template.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Variable variable) {
                boolean last = i + 1 == parts.size();
                readable &= last || !has(variable, Format.Kind.RAW);
                note(variable, operand(variable, template), readable);
            }
        }
        return Language.of(template, lookup).ofKey(key.type());
    }

    private Operand operand(Variable variable, Template template) {
        return Objects.requireNonNull(
                lookup.operand(variable.reference(), "key", template.location()), "the mapping was not compiled");
    }

    /** Only the table's own columns can be those of its unique key. */
    private void note(Variable variable, Operand operand, boolean readable) {
        if (operand.place() != Place.ROW
                || evidence.root().column(operand.name()).isEmpty()) {
            tracked = true;
            return;
        }
        ownColumns.add(operand.name());
        if (!readable) {
            lost.putIfAbsent(operand.name(), "raw makes \"" + operand.name() + "\" ambiguous");
            return;
        }
        Optional<Format> lossy = variable.formats().stream()
                .filter(format -> lossy(format, operand.type()))
                .findFirst();
        if (lossy.isPresent()) {
            lost.putIfAbsent(
                    operand.name(),
                    "\"" + lossy.get() + "\" makes different values of \"" + operand.name() + "\" equal");
        } else {
            givenBack.add(operand.name());
        }
    }

    private static boolean has(Variable variable, Format.Kind kind) {
        return variable.formats().stream().anyMatch(format -> format.kind() == kind);
    }

    private static boolean lossy(Format format, Type type) {
        return switch (format.kind()) {
            case LOWER, UPPER, SHARD -> true;
            case ISO -> fraction(type) > format.argument();
            case EPOCH -> fraction(type) > 0;
            case EPOCH_MILLIS -> fraction(type) > 3;
            case PAD, DESC, HEX, BASE64, ESCAPE, RAW -> false;
        };
    }

    private static int fraction(Type type) {
        if (type instanceof Type.Timestamp timestamp) {
            return timestamp.fraction();
        }
        return type instanceof Type.Time time ? time.fraction() : 0;
    }
}
