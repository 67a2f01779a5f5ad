package io.rowlift.job;

import io.rowlift.target.ItemTarget;
import java.util.List;

/**
 * Entities that are ready to be read and mapped.
 *
 * @param load what they are part of
 * @param entities in the order of the mapping
 */
record CompiledItems(ItemLoad load, List<Compiled> entities) implements CompiledLoad {

    CompiledItems {
        entities = List.copyOf(entities);
    }

    @Override
    public List<Unit> units() {
        return entities.stream().map(Compiled::unit).toList();
    }

    @Override
    public Checks checks(Setting setting, RunListener listener) {
        return new KeyCheck(setting, load, listener, entities);
    }

    @Override
    public Loading begin(RunContext run) {
        return new ItemLoading(run, load.target(), entities);
    }

    @Override
    public Attempts attempts(Setting setting) {
        return new ItemAttempts(setting, load, entities);
    }

    /** Items need nothing but to be written: whole puts under keys that collide with no other. */
    private record ItemLoading(RunContext run, ItemTarget target, List<Compiled> entities) implements Loading {

        @Override
        public void resume() {
            // what is written again changes nothing: the state alone says how far the load is
        }

        @Override
        public void clear(Unit unit) {
            // items are overwritten, none is deleted
        }

        @Override
        public Transfer transfer(Unit unit) {
            Compiled entity = entities.stream()
                    .filter(e -> e.unit().equals(unit))
                    .findFirst()
                    .orElseThrow();
            return new ItemTransfer(run, target, entity);
        }

        @Override
        public void complete() {
            target.complete();
        }
    }
}
