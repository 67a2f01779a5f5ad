package io.rowlift.validate;

import io.rowlift.mapping.TableDesign;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a full load writes into one table and its indexes.
 *
 * @param design the table
 * @param own the table itself
 * @param indexes each of its indexes, by name and in the order of the mapping
 */
public record TableLoad(TableDesign design, Volume own, Map<String, Volume> indexes) {

    public TableLoad {
        if (!indexes.keySet().equals(design.indexes().keySet())) {
            throw new IllegalArgumentException("not the indexes of table \"" + design.name() + "\"");
        }
        Map<String, Volume> ordered = new LinkedHashMap<>();
        for (String index : design.indexes().keySet()) {
            ordered.put(index, Objects.requireNonNull(indexes.get(index)));
        }
        indexes = Collections.unmodifiableMap(ordered);
    }

    /** Returns the table first, then each index. */
    public Stream<Volume> parts() {
        return Stream.concat(Stream.of(own), indexes.values().stream());
    }

    /** Returns the write units of the table and of all its indexes. */
    public long writeUnits() {
        return parts().mapToLong(Volume::writeUnits).sum();
    }

    /** Returns the bytes that are stored in the table and in all its indexes. */
    public long storedBytes() {
        return parts().mapToLong(Volume::storedBytes).sum();
    }
}
