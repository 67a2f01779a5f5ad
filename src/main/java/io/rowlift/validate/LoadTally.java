package io.rowlift.validate;

import io.rowlift.mapping.Footprint;
import io.rowlift.mapping.Footprints;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.TableDesign;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up what the items of one table take. For one thread; several are added afterwards. */
public final class LoadTally {

    private final TableDesign design;
    private final Footprints footprints;
    private final Part own = new Part();
    private final Part[] indexes;

    /** Begins with nothing. */
    public LoadTally(TableDesign design) {
        this.design = design;
        this.footprints = Footprints.of(design);
        this.indexes = new Part[footprints.indexes().size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = new Part();
        }
    }

    private static final class Part {

        private long items;
        private long bytes;
        private long units;

        void add(long moreItems, long moreBytes, long moreUnits) {
            items += moreItems;
            bytes += moreBytes;
            units += moreUnits;
        }

        void add(Part other) {
            add(other.items, other.bytes, other.units);
        }

        Volume volume() {
            return new Volume(items, bytes, units, bytes + items * Footprint.OVERHEAD, 0);
        }
    }

    /** Counts an item and returns what it takes. */
    public Footprint add(Item item) {
        Footprint footprint = footprints.of(item);
        own.add(1, footprint.bytes(), footprint.units());
        for (int i = 0; i < indexes.length; i++) {
            if (footprint.in(i)) {
                indexes[i].add(1, footprint.bytes(i), footprint.unitsIn(i));
            }
        }
        return footprint;
    }

    /** Adds what another tally of the same table has counted. */
    public void add(LoadTally other) {
        own.add(other.own);
        for (int i = 0; i < indexes.length; i++) {
            indexes[i].add(other.indexes[i]);
        }
    }

    /** Returns what was counted so far; largest keys are not known here. */
    public TableLoad load() {
        Map<String, Volume> byName = new LinkedHashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            byName.put(footprints.indexes().get(i).index().name(), indexes[i].volume());
        }
        return new TableLoad(design, own.volume(), byName);
    }
}
