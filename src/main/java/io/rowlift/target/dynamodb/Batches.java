package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Footprints;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts writes into batches, and batches into waves: the batches of a wave may be sent in any order and at the same time,
 * a wave only after the one before. A key that comes twice comes in two waves, because DynamoDB refuses a batch with a
 * key twice and promises no order between two requests.
 */
final class Batches {

    private static final int ITEMS = 25;

    /** DynamoDB's 16 MB less what surrounds the items. */
    private static final long BYTES = 16_000_000;

    private final Map<String, Footprints> footprints = new HashMap<>();
    private final int maxUnits;

    /** Cuts for these tables, with at most so many write units in a batch unless a single item costs more. */
    Batches(Map<String, TableDesign> designs, int maxUnits) {
        designs.forEach((name, design) -> footprints.put(name, Footprints.of(design)));
        this.maxUnits = maxUnits;
    }

    /** Returns the waves in the order in which they must be written. */
    List<List<Batch>> cut(List<Operation> operations) {
        List<Wave> waves = new ArrayList<>();
        Map<ItemKey, Integer> lastWave = new HashMap<>(operations.size() * 2);
        for (Operation operation : operations) {
            int wave = lastWave.merge(operation.key(), 0, (last, first) -> last + 1);
            if (wave == waves.size()) {
                waves.add(new Wave());
            }
            waves.get(wave).add(operation);
        }
        return waves.stream().map(Wave::close).toList();
    }

    private final class Wave {

        private final List<Batch> full = new ArrayList<>();
        private final Map<String, Open> open = new HashMap<>();

        void add(Operation operation) {
            String name = operation.key().table();
            Footprints table = footprints.get(name);
            if (table == null) {
                throw new IllegalArgumentException("no table \"" + name + "\" in the mapping");
            }
            int units = operation.units(table);
            long bytes = operation.bytes();
            Open batch = open.computeIfAbsent(name, key -> new Open());
            if (!batch.hasRoom(units, bytes)) {
                full.add(batch.close(name));
                batch = new Open();
                open.put(name, batch);
            }
            batch.add(operation, units, bytes);
        }

        List<Batch> close() {
            open.forEach((table, batch) -> full.add(batch.close(table)));
            return full;
        }
    }

    private final class Open {

        private final List<Operation> operations = new ArrayList<>(ITEMS);
        private int batchUnits;
        private long bytes;

        boolean hasRoom(int moreUnits, long moreBytes) {
            return operations.isEmpty()
                    || (operations.size() < ITEMS && bytes + moreBytes <= BYTES && batchUnits + moreUnits <= maxUnits);
        }

        void add(Operation operation, int units, long moreBytes) {
            operations.add(operation);
            batchUnits += units;
            bytes += moreBytes;
        }

        Batch close(String table) {
            return new Batch(table, operations, batchUnits, bytes);
        }
    }
}
