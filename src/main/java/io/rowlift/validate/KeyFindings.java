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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What there is to say about keys: rows that collide, and keys of which that is known for today's rows only. */
final class KeyFindings {

    private final Mapping mapping;
    private final RowText names;

    KeyFindings(Mapping mapping, RowText names) {
        this.mapping = mapping;
        this.names = names;
    }

    /**
     * Looks at what was found.
     *
     * @param more whether there may be more collisions than these
     */
    List<Finding> of(List<Collision> collisions, boolean more, Map<String, KeyVerdict> verdicts, boolean sampled) {
        List<Finding> findings = new ArrayList<>();
        Map<List<String>, List<Collision>> groups = new LinkedHashMap<>();
        for (Collision collision : collisions) {
            groups.computeIfAbsent(collision.entities(), entities -> new ArrayList<>())
                    .add(collision);
        }
        groups.forEach((entities, some) -> findings.add(collision(entities, some, more)));
        verdicts.forEach((entity, verdict) -> {
            if (verdict.outcome() == Outcome.CHECKED) {
                findings.add(checked(entity, verdict, sampled));
            } else if (verdict.outcome() == Outcome.UNKNOWN) {
                findings.add(unknown(entity, collisions.size()));
            }
        });
        return findings;
    }

    private Finding collision(List<String> entities, List<Collision> some, boolean more) {
        long lost = some.stream().mapToLong(c -> c.times() - 1).sum();
        Entity entity = mapping.entities().get(entities.get(0));
        return new Finding(
                Severity.PROBLEM,
                "key-collision",
                (entities.size() == 1 ? "entity \"" : "entities \"") + String.join("\" and \"", entities) + "\"",
                String.format(
                        Locale.ROOT,
                        "different rows make one item: %s%,d item%s would be lost",
                        more ? "at least " : "",
                        lost,
                        lost == 1 ? "" : "s"),
                "add to the key templates what tells the rows apart, or leave rows out with \"where\"",
                entity == null ? null : entity.location(),
                lost,
                some.stream().limit(Examples.MOST).map(c -> text(c, names)).toList());
    }

    private Finding unknown(String name, int found) {
        Entity entity = mapping.entities().get(name);
        return new Finding(
                Severity.PROBLEM,
                "keys-unknown",
                "entity \"" + name + "\"",
                String.format(
                        Locale.ROOT,
                        "whether rows of it make one item is not known: more than the %,d keys that were looked at"
                                + " come more than once",
                        found),
                "mend the collisions of the other entities first, then validate again",
                entity == null ? null : entity.location(),
                0,
                List.of());
    }

    private static String text(Collision collision, RowText names) {
        String both = List.of(names.of(collision.first()), names.of(collision.second())).stream()
                .sorted()
                .distinct()
                .reduce((a, b) -> a + " and " + b)
                .orElseThrow();
        return both + (collision.ofOneRow() ? " twice" : "") + others(collision) + ": " + text(collision.key());
    }

    private static String others(Collision collision) {
        long others = collision.times() - 2;
        return others == 0 ? "" : String.format(Locale.ROOT, " and %,d more", others);
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
