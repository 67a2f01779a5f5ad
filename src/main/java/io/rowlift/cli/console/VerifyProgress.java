package io.rowlift.cli.console;

import io.rowlift.cli.console.Frame.Bar;
import io.rowlift.report.Figures;
import io.rowlift.verify.VerifyListener;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Gathers how far a comparison is. */
public final class VerifyProgress implements VerifyListener {

    private static final class Part {
        private int ranges;
        private int rangesDone;
        private long rows;
    }

    private final RateMeter items;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private Phase phase = Phase.COMPARING;
    private long compared;
    private long scanned;

    /** Begins. */
    public VerifyProgress(InstantSource clock) {
        this.items = new RateMeter(clock);
    }

    @Override
    public synchronized void entered(Phase next) {
        phase = next;
    }

    @Override
    public synchronized void planned(String entity, int ranges) {
        part(entity).ranges = ranges;
    }

    @Override
    public synchronized void compared(String entity, int rows, int itemsOfRows) {
        part(entity).rows += rows;
        compared += itemsOfRows;
        items.add(itemsOfRows);
    }

    /** Takes no part in the rate: it was done by another process. */
    @Override
    public synchronized void remembered(String entity, long rows, long itemsOfRows) {
        part(entity).rows += rows;
        compared += itemsOfRows;
    }

    @Override
    public synchronized void rangeDone(String entity) {
        part(entity).rangesDone++;
    }

    @Override
    public synchronized void scanned(long keys) {
        scanned += keys;
        items.add((double) keys);
    }

    private Part part(String entity) {
        return parts.computeIfAbsent(entity, name -> new Part());
    }

    /** Returns how far it is now. */
    public synchronized Frame frame() {
        List<Bar> bars = new ArrayList<>();
        parts.forEach((entity, part) -> {
            if (part.rangesDone < part.ranges) {
                OptionalDouble share = part.ranges < 2
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(part.rangesDone / (double) part.ranges);
                bars.add(new Bar(entity, share, Figures.count(part.rows, "row")));
            }
        });
        return new Frame(bars, total());
    }

    /** There is a rate only where something is counted. */
    private String total() {
        return switch (phase) {
            case COMPARING ->
                "comparing: " + Figures.count(compared, "item") + ", " + Figures.rate(items.perSecond(), "items");
            case SEARCHING ->
                "looking for extra items: " + Figures.count(scanned, "key") + ", "
                        + Figures.rate(items.perSecond(), "keys");
            case MENDING -> "mending what differs";
            case ASKING -> "asking access patterns";
        };
    }
}
