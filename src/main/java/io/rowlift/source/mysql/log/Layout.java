package io.rowlift.source.mysql.log;

import io.rowlift.source.Capture.Watched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what is watched of the rows of one table, as long as its definition stays. */
final class Layout {

    private final Watched watched;
    private final TableMap map;
    private final int[] place;
    private final List<@Nullable Function<Bytes, String>> readers = new ArrayList<>();

    /**
     * Finds the columns by name.
     *
     * @throws BrokenEventException when one is missing or of a type that cannot be read
     */
    Layout(Watched watched, TableMap map, Cells cells) {
        this.watched = watched;
        this.map = map;
        this.place = new int[map.columns().size()];
        List<String> missing = new ArrayList<>(watched.columns());
        for (int i = 0; i < place.length; i++) {
            WireColumn column = map.columns().get(i);
            place[i] = watched.columns().indexOf(column.name());
            readers.add(place[i] < 0 ? null : cells.reader(column));
            missing.remove(column.name());
        }
        if (!missing.isEmpty()) {
            throw new BrokenEventException("table \"" + watched.table() + "\" has no column \""
                    + String.join("\", \"", missing) + "\" any more");
        }
    }

    Watched watched() {
        return watched;
    }

    TableMap map() {
        return map;
    }

    int columns() {
        return place.length;
    }

    /** Returns whether a bit is set for each watched column. */
    boolean covers(byte[] present) {
        for (int i = 0; i < place.length; i++) {
            if (place[i] >= 0 && !set(present, i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a row, of which those columns are written that are present. */
    List<@Nullable String> row(Bytes row, byte[] present) {
        int written = 0;
        for (byte bits : present) {
            written += Integer.bitCount(bits & 0xFF);
        }
        byte[] nulls = row.take((written + 7) / 8);
        @Nullable String[] values = new @Nullable String[watched.columns().size()];
        int number = 0;
        for (int i = 0; i < place.length; i++) {
            if (set(present, i)) {
                if (!set(nulls, number)) {
                    value(row, i, values);
                }
                number++;
            }
        }
        return Arrays.asList(values);
    }

    private void value(Bytes row, int column, @Nullable String[] values) {
        Function<Bytes, String> reader = readers.get(column);
        if (reader == null) {
            map.columns().get(column).type().skip(row);
        } else {
            values[place[column]] = reader.apply(row);
        }
    }

    private static boolean set(byte[] bits, int number) {
        return (bits[number / 8] & (1 << (number % 8))) != 0;
    }
}
