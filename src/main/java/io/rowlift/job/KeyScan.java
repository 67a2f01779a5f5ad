package io.rowlift.job;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.plan.Job;
import io.rowlift.problem.StoppedException;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Sweep;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Shows every item of every row of some entities that can be mapped, until a visitor has seen enough. */
final class KeyScan {

    private final Sweep sweep;
    private final RunListener listener;
    private final AtomicBoolean enough = new AtomicBoolean();

    KeyScan(Setting setting, RunListener listener) {
        Job.Load load = setting.job().load();
        this.sweep = Sweep.all(load.workers(), load.chunk(), load.rangeRows(), setting.signal());
        this.listener = listener;
    }

    /** Sees items on behalf of one thread. */
    interface Visitor extends AutoCloseable {

        /** Returns whether it wants more. */
        boolean visit(Compiled entity, Mapped row, Item item) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Reads the entities one after the other.
     *
     * @param visitors makes a visitor per thread
     * @throws StoppedException when a stop was asked for
     */
    void run(List<Compiled> entities, Supplier<Visitor> visitors) throws IOException {
        for (Compiled entity : entities) {
            if (!enough.get()) {
                AtomicLong rows = new AtomicLong();
                EntityReading reading = new EntityReading(entity.name(), entity.reader(), entity.mapper()::map);
                sweep.run(reading, () -> new Items(entity, visitors.get(), rows));
            }
        }
    }

    private final class Items implements Sweep.Visitor {

        private final Compiled entity;
        private final Visitor visitor;
        private final AtomicLong seen;

        private Items(Compiled entity, Visitor visitor, AtomicLong seen) {
            this.entity = entity;
            this.visitor = visitor;
            this.seen = seen;
        }

        @Override
        public boolean visit(Sweep.Chunk chunk) throws IOException {
            for (Mapped row : chunk.mapped()) {
                for (Item item : row.items()) {
                    if (!visitor.visit(entity, row, item)) {
                        enough.set(true);
                        return false;
                    }
                }
            }
            listener.checkedKeys(entity.name(), seen.addAndGet(chunk.rows().size()));
            return true;
        }

        @Override
        public void close() throws IOException {
            visitor.close();
        }
    }
}
