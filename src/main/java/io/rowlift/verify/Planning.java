package io.rowlift.verify;

import io.rowlift.plan.Range;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Strata;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what is compared: everything, or a sample that is spread over the entities by their size and over their keys.
 *
 * @param entities in the order of the mapping
 * @param rangeRows rows per slice, about
 */
record Planning(List<EntityReading> entities, long rangeRows) {

    /** How many ranges an entity has to have at least, so that their number tells its size well enough. */
    private static final int RESOLUTION = 16;

    /** Rows of every entity, where the sample is large enough for all of them to have so many. */
    private static final int FEW = 5;

    List<Slice> everything() {
        List<Slice> slices = new ArrayList<>();
        for (EntityReading entity : entities) {
            for (Range range : entity.reader().split(rangeRows)) {
                slices.add(new Slice(slices.size(), entity.entity(), range, 0, false));
            }
        }
        return slices;
    }

    /** Of every entity the first and the last row are part of it, however small the sample is. */
    List<Slice> sample(int rows) {
        List<Measured> measured = entities.stream().map(this::measure).toList();
        double all = measured.stream().mapToDouble(Measured::rows).sum();
        int few = Math.max(2, Math.min(FEW, rows / Math.max(1, measured.size())));
        List<Slice> slices = new ArrayList<>();
        for (Measured entity : measured) {
            int share = (int) Math.max(few, Math.round(rows * entity.rows() / all));
            add(slices, entity.reading().entity(), entity.strata(Math.min(share, Strata.PLACES)), share);
        }
        return slices;
    }

    /** Shorter ranges tell which entity is larger than which. */
    private Measured measure(EntityReading entity) {
        List<Range> ranges = entity.reader().split(rangeRows);
        return new Measured(entity, Strata.of(entity.reader(), ranges, rangeRows, RESOLUTION));
    }

    /**
     * An entity whose size is known.
     *
     * @param cut all of it
     */
    private record Measured(EntityReading reading, Strata cut) {

        double rows() {
            return cut.ranges().size() * (double) cut.rows();
        }

        /** Returns parts, about as many as are wanted at least. */
        List<Range> strata(int wanted) {
            int there = cut.ranges().size();
            return there >= wanted ? cut.ranges() : reading.reader().split(Math.max(1, cut.rows() * there / wanted));
        }
    }

    /** The last row is one of the share. */
    private static void add(List<Slice> slices, String entity, List<Range> strata, int share) {
        int parts = Math.min(strata.size(), share);
        for (int i = 0; i < parts; i++) {
            boolean last = i == parts - 1;
            Range range = strata.get(parts == 1 ? 0 : (int) ((long) i * (strata.size() - 1) / (parts - 1)));
            int rows = share / parts + (i < share % parts ? 1 : 0);
            slices.add(new Slice(slices.size(), entity, range, last ? Math.max(1, rows - 1) : rows, last));
        }
    }
}
