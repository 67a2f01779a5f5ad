package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The committed counters of the whole migration, in memory: what the store holds, without asking it after each chunk. */
final class Tally {

    private final Map<String, EntityStatus> entities = new LinkedHashMap<>();
    private Counts loaded = Counts.ZERO;
    private @Nullable String step;

    Tally(List<EntityStatus> recorded) {
        replace(recorded);
    }

    /** Begins from what is recorded now. */
    void replace(List<EntityStatus> recorded) {
        synchronized (this) {
            entities.clear();
            recorded.forEach(status -> entities.put(status.entity(), status));
        }
    }

    /** Changes the counters of a range that are not as its target says; that is no work of this run. */
    synchronized EntityStatus correct(String entity, Counts difference) {
        return change(
                entity,
                s -> new EntityStatus(
                        entity,
                        s.state(),
                        s.ranges(),
                        s.rangesDone(),
                        s.counts().plus(difference)));
    }

    /** Adds a recorded chunk. */
    synchronized EntityStatus add(String entity, Counts chunk) {
        loaded = loaded.plus(chunk);
        return change(
                entity,
                s -> new EntityStatus(
                        entity,
                        s.state(),
                        s.ranges(),
                        s.rangesDone(),
                        s.counts().plus(chunk)));
    }

    synchronized EntityStatus planned(String entity, int ranges) {
        return change(entity, s -> new EntityStatus(entity, State.LOADING, ranges, 0, s.counts()));
    }

    synchronized EntityStatus rangeDone(String entity) {
        return change(entity, s -> new EntityStatus(entity, s.state(), s.ranges(), s.rangesDone() + 1, s.counts()));
    }

    synchronized EntityStatus done(String entity) {
        return change(entity, s -> new EntityStatus(entity, State.DONE, s.ranges(), s.rangesDone(), s.counts()));
    }

    synchronized EntityStatus of(String entity) {
        EntityStatus status = entities.get(entity);
        if (status == null) {
            throw new IllegalStateException("entity " + entity + " is not part of the migration");
        }
        return status;
    }

    /** Returns all entities in the order of the mapping. */
    synchronized List<EntityStatus> all() {
        return List.copyOf(entities.values());
    }

    /** Says what the target's last steps have come to. */
    synchronized void come(String to) {
        step = to;
    }

    synchronized @Nullable String step() {
        return step;
    }

    /** Returns what this run alone has recorded. */
    synchronized Counts loaded() {
        return loaded;
    }

    private EntityStatus change(String entity, UnaryOperator<EntityStatus> change) {
        EntityStatus changed = change.apply(of(entity));
        entities.put(entity, changed);
        return changed;
    }
}
