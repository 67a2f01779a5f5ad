package io.rowlift.validate;

import io.rowlift.source.Sweep;
import java.io.IOException;

/** Gathers on behalf of one thread, and hands over when the thread is done. */
final class Surveyor implements Sweep.Visitor {

    private final EntitySurvey whole;
    private final EntitySurvey own;
    private final KeyComparison.Gatherer keys;
    private final ValidateListener listener;

    Surveyor(EntitySurvey whole, EntitySurvey own, KeyComparison.Gatherer keys, ValidateListener listener) {
        this.whole = whole;
        this.own = own;
        this.keys = keys;
        this.listener = listener;
    }

    @Override
    public boolean visit(Sweep.Chunk chunk) throws IOException {
        own.add(chunk);
        keys.add(chunk);
        listener.read(own.entity().name(), chunk.rows().size());
        return true;
    }

    @Override
    public void close() throws IOException {
        keys.close();
        synchronized (whole) {
            whole.merge(own);
        }
    }
}
