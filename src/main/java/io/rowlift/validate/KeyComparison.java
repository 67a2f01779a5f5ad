package io.rowlift.validate;

import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Collision;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.Duplicates;
import io.rowlift.keys.HashRuns;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.KeyProof;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.source.AggregateReader.Reading;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Sweep;
import io.rowlift.validate.KeyVerdict.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds rows that make one item: proves that there are none where it can, and else compares all rendered keys. */
final class KeyComparison implements AutoCloseable {

    /** More than anybody will mend one by one, and few enough to be kept in memory with two of their rows. */
    private static final int MOST = 20_000;

    /** A million hashes: what is more goes to files, which costs little, and memory is short where rows are many. */
    private static final long MEMORY = 16L << 20;

    private final KeyProof proof;
    private final Duplicates duplicates;
    private final Map<String, AtomicLong> compared = new LinkedHashMap<>();

    /** Whether there may be more colliding keys than were looked at. */
    private boolean more;

    KeyComparison(Mapping mapping, List<EntityReading> readings, ValidateOptions options) throws IOException {
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        for (EntityReading entity : readings) {
            Reading reading = entity.reader().reading();
            evidence.put(entity.entity(), new Evidence(reading.root(), reading.key(), reading.shape()));
            compared.put(entity.entity(), new AtomicLong());
        }
        this.proof = KeyProof.of(mapping, evidence);
        this.duplicates = new Duplicates(options.scratch(), MEMORY, options.workers());
    }

    /** Takes the keys of one entity on behalf of one thread. */
    final class Gatherer implements AutoCloseable {

        private final @Nullable HashRuns hashes;
        private final AtomicLong count;

        private Gatherer(EntityReading entity) {
            this.hashes = unproved(entity) ? duplicates.collector() : null;
            this.count = count(entity.entity());
        }

        void add(Sweep.Chunk chunk) throws IOException {
            if (hashes != null) {
                for (Mapped mapped : chunk.mapped()) {
                    for (Item item : mapped.items()) {
                        hashes.add(KeyHash.of(item.key()));
                        count.incrementAndGet();
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (hashes != null) {
                hashes.close();
            }
        }
    }

    Gatherer gatherer(EntityReading entity) {
        return new Gatherer(entity);
    }

    private boolean unproved(EntityReading entity) {
        return proof.unproved().containsKey(entity.entity());
    }

    private AtomicLong count(String entity) {
        AtomicLong count = compared.get(entity);
        if (count == null) {
            throw new IllegalArgumentException("\"" + entity + "\" is none of the entities");
        }
        return count;
    }

    /** Returns the rows that make one item, after all gatherers are closed: reads the rows again where there are some. */
    List<Collision> collisions(List<EntityReading> readings, Sweep sweep) throws IOException {
        Set<KeyHash> suspects = duplicates.find(MOST);
        more = suspects.size() == MOST;
        Collisions collisions = new Collisions(suspects, Integer.MAX_VALUE);
        if (!suspects.isEmpty()) {
            for (EntityReading entity : readings) {
                if (unproved(entity)) {
                    sweep.run(entity, () -> new Looker(entity.entity(), collisions));
                }
            }
        }
        return collisions.found();
    }

    private record Looker(String entity, Collisions collisions) implements Sweep.Visitor {

        @Override
        public boolean visit(Sweep.Chunk chunk) {
            for (Mapped mapped : chunk.mapped()) {
                for (Item item : mapped.items()) {
                    if (!collisions.look(new Owner(entity, mapped.row()), item.key())) {
                        return false;
                    }
                }
            }
            return true;
        }

        @Override
        public void close() {}
    }

    /** Returns what is known of an entity's keys. */
    KeyVerdict verdict(String entity, List<Collision> collisions) {
        String why = proof.unproved().get(entity);
        if (why == null) {
            String own = "entity \"" + entity + "\", item ";
            String argument = proof.arguments().stream()
                    .filter(line -> line.startsWith(own) && line.contains("gives back"))
                    .map(line -> line.substring(own.length() - "item ".length()))
                    .collect(Collectors.joining("; "));
            return new KeyVerdict(Outcome.PROVED, argument, 0);
        }
        return new KeyVerdict(outcome(entity, collisions), why, count(entity).get());
    }

    private Outcome outcome(String entity, List<Collision> collisions) {
        if (collisions.stream().anyMatch(c -> c.entities().contains(entity))) {
            return Outcome.DISPROVED;
        }
        return more ? Outcome.UNKNOWN : Outcome.CHECKED;
    }

    /** Returns whether there may be more colliding keys than {@link #collisions} has returned. */
    boolean more() {
        return more;
    }

    /** Removes the scratch files. */
    @Override
    public void close() throws IOException {
        duplicates.close();
    }
}
