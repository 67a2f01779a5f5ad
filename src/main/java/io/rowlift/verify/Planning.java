package io.rowlift.verify;

import io.rowlift.plan.Range;
import io.rowlift.source.EntityReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what is compared: everything, or a sample that is spread over the entities by their size and over their keys.
 *
 * @param entities in the order of the mapping
 * @param rangeRows rows per slice, about
 */
record Planning(List<EntityReading> entities, long rangeRows) {

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
        Map<EntityReading, List<Range>> ranges = new LinkedHashMap<>();
        entities.forEach(entity -> ranges.put(entity, entity.reader().split(rangeRows)));
        long all = ranges.values().stream().mapToLong(List::size).sum();
        List<Slice> slices = new ArrayList<>();
        ranges.forEach((entity, coarse) -> {
            int share = (int) Math.max(2, ((long) rows * coarse.size() + all - 1) / all);
            List<Range> strata = coarse.size() >= share
                    ? coarse
                    : entity.reader().split(Math.max(1, rangeRows * coarse.size() / share));
            add(slices, entity.entity(), strata, share);
        });
        return slices;
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
