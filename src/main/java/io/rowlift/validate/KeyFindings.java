package io.rowlift.validate;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.validate.KeyVerdict.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What there is to say about keys: rows that collide, and keys of which that is known for today's rows only. */
final class KeyFindings {

    private final Mapping mapping;
    private final RowText names;

    KeyFindings(Mapping mapping, RowText names) {
        this.mapping = mapping;
        this.names = names;
    }

    List<Finding> of(List<Collision> collisions, Map<String, KeyVerdict> verdicts, boolean sampled) {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<Collision>> pairs = new TreeMap<>();
        for (Collision collision : collisions) {
            pairs.computeIfAbsent(pair(collision), pair -> new ArrayList<>()).add(collision);
        }
        pairs.values().forEach(some -> findings.add(collision(some)));
        verdicts.forEach((entity, verdict) -> {
            if (verdict.outcome() == Outcome.CHECKED) {
                findings.add(checked(entity, verdict, sampled));
            }
        });
        return findings;
    }

    private static String pair(Collision collision) {
        String first = collision.first().entity();
        String second = collision.second().entity();
        return first.compareTo(second) <= 0 ? first + '\n' + second : second + '\n' + first;
    }

    private Finding collision(List<Collision> some) {
        Collision first = some.get(0);
        boolean one = first.first().entity().equals(first.second().entity());
        String subject = one
                ? "entity \"" + first.first().entity() + "\""
                : "entities \"" + String.join("\" and \"", pair(first).split("\n")) + "\"";
        Entity entity = mapping.entities().get(first.first().entity());
        return new Finding(
                Severity.PROBLEM,
                "key-collision",
                subject,
                "different rows make one item, and one of them would be lost",
                "add to the key templates what tells the rows apart, or leave rows out with \"where\"",
                entity == null ? null : entity.location(),
                some.size(),
                some.stream()
                        .sorted(Comparator.comparing(c -> text(c, RowText.KEYS)))
                        .limit(Examples.MOST)
                        .map(c -> text(c, names))
                        .toList());
    }

    private static String text(Collision collision, RowText names) {
        String both = List.of(names.of(collision.first()), names.of(collision.second())).stream()
                .sorted()
                .distinct()
                .reduce((a, b) -> a + " and " + b)
                .orElseThrow();
        return both + (collision.ofOneRow() ? " twice: " : ": ") + text(collision.key());
    }

    private static String text(ItemKey key) {
        Value sort = key.sort();
        return sort == null ? ItemKey.text(key.partition()) : ItemKey.text(key.partition()) + ", " + ItemKey.text(sort);
    }

    private Finding checked(String name, KeyVerdict verdict, boolean sampled) {
        Entity entity = mapping.entities().get(name);
        return new Finding(
                Severity.NOTE,
                "keys-checked",
                "entity \"" + name + "\"",
                String.format(
                        Locale.ROOT,
                        "its keys are not proved to be distinct; %,d keys%s were compared and are: %s",
                        verdict.checked(),
                        sampled ? " of a sample" : "",
                        verdict.argument()),
                null,
                entity == null ? null : entity.location(),
                verdict.checked(),
                List.of());
    }
}
