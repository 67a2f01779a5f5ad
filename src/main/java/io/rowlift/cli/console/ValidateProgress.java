package io.rowlift.cli.console;

import io.rowlift.cli.console.Frame.Bar;
import io.rowlift.report.Figures;
import io.rowlift.validate.ValidateListener;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;

/** Gathers how far a dry run is. */
public final class ValidateProgress implements ValidateListener {

    private final RateMeter rows;
    private String entity = "";
    private long ofEntity;
    private long all;
    private boolean comparing;

    /** Begins. */
    public ValidateProgress(InstantSource clock) {
        this.rows = new RateMeter(clock);
    }

    @Override
    public synchronized void entered(String name) {
        entity = name;
        ofEntity = 0;
    }

    @Override
    public synchronized void read(String name, long more) {
        ofEntity += more;
        all += more;
        rows.add((double) more);
    }

    @Override
    public synchronized void comparingKeys() {
        comparing = true;
    }

    /** Returns how far it is now. */
    public synchronized Frame frame() {
        if (comparing) {
            return new Frame(List.of(), "comparing keys");
        }
        return new Frame(
                List.of(new Bar(entity, OptionalDouble.empty(), Figures.count(ofEntity, "row"))),
                "reading: " + Figures.count(all, "row") + ", " + Figures.rate(rows.perSecond(), "rows"));
    }
}
