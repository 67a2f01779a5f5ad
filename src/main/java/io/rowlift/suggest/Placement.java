package io.rowlift.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which partition each entity lives: its own, or the one of an entity that it refers to. An entity joins another one's
 * partition where a foreign key is part of its key; or where a foreign key is never NULL and nobody refers to the entity, for
 * whoever refers to it knows its key and nothing more.
 *
 * @param homes the reference to the entity whose partition is shared, by entity; entities with their own are missing
 * @param freed entities that were given a partition of their own to break a circle
 */
record Placement(Map<Subject, Reference> homes, List<Subject> freed) {

    static Placement of(Graph graph) {
        Map<Subject, Reference> homes = new HashMap<>();
        for (Subject subject : graph.subjects()) {
            identifying(graph, subject).or(() -> owning(graph, subject)).ifPresent(home -> homes.put(subject, home));
        }
        List<Subject> freed = new ArrayList<>();
        for (Subject subject : graph.subjects()) {
            if (inCircle(subject, homes)) {
                homes.remove(subject);
                freed.add(subject);
            }
        }
        return new Placement(homes, freed);
    }

    private static Optional<Reference> identifying(Graph graph, Subject subject) {
        return graph.from(subject).stream()
                .filter(r -> !r.self() && r.namesKey() && r.identifying())
                .min(Comparator.comparingInt(Reference::positionInKey)
                        .thenComparing(r -> -r.key().columns().size())
                        .thenComparing(r -> r.key().name()));
    }

    private static Optional<Reference> owning(Graph graph, Subject subject) {
        if (!graph.referring(subject).isEmpty()) {
            return Optional.empty();
        }
        return graph.from(subject).stream()
                .filter(r -> !r.self() && r.namesKey() && r.required())
                .min(Comparator.comparing((Reference r) -> !r.key().cascading()).thenComparingInt(Reference::position));
    }

    private static boolean inCircle(Subject start, Map<Subject, Reference> homes) {
        Reference step = homes.get(start);
        for (int i = 0; step != null && i <= homes.size(); i++) {
            if (step.to().equals(start)) {
                return true;
            }
            step = homes.get(step.to());
        }
        return false;
    }

    @Nullable
    Reference home(Subject subject) {
        return homes.get(subject);
    }

    KeyText partition(Subject subject) {
        Reference home = homes.get(subject);
        return home == null ? subject.ownKey() : home.translate(partition(home.to()));
    }

    KeyText sort(Subject subject) {
        return homes.containsKey(subject)
                ? subject.restOfKey(partition(subject).columns())
                : KeyText.of(subject.word());
    }

    /** Returns the others that live in an entity's partition. */
    List<Subject> lodgers(Subject subject, List<Subject> all) {
        return all.stream()
                .filter(other -> !other.equals(subject) && host(other).equals(subject))
                .toList();
    }

    /** Returns whose partition it is that an entity lives in. */
    Subject host(Subject subject) {
        Reference home = homes.get(subject);
        return home == null ? subject : host(home.to());
    }
}
