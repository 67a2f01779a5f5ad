package io.rowlift.target.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.Row;
import io.rowlift.target.RowWriter.Portion;
import io.rowlift.target.RowWriter.Rejected;
import io.rowlift.target.RowWriter.Standing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A portion whose rows are bytes already, so that no transaction waits for that; without those that cannot be held. */
final class EncodedPortion {

    private final Portion portion;
    private final RowBuffer buffer;
    /** How many rows are in the buffer of those before a row of the portion. */
    private final int[] buffered;
    /** Which row of the portion a row of the buffer is. */
    private final int[] origin;

    private final List<Obstacle> obstacles = new ArrayList<>();

    private record Obstacle(int index, String reason) {}

    private EncodedPortion(Portion portion, RowBuffer buffer) {
        this.portion = portion;
        this.buffer = buffer;
        this.buffered = new int[portion.rows().size() + 1];
        this.origin = new int[portion.rows().size()];
    }

    static EncodedPortion of(Portion portion, Loader loader, RowBuffer buffer) {
        EncodedPortion encoded = new EncodedPortion(portion, buffer);
        buffer.clear();
        for (int i = 0; i < portion.rows().size(); i++) {
            encoded.buffered[i] = buffer.rows();
            String obstacle = loader.encode(portion.rows().get(i), buffer);
            if (obstacle == null) {
                encoded.origin[buffer.rows()] = i;
                buffer.endRow();
            } else {
                buffer.dropRow();
                encoded.obstacles.add(new Obstacle(i, obstacle));
            }
        }
        encoded.buffered[portion.rows().size()] = buffer.rows();
        return encoded;
    }

    int range() {
        return portion.range();
    }

    int size() {
        return portion.rows().size();
    }

    RowBuffer buffer() {
        return buffer;
    }

    /** What goes into one transaction. */
    record Slice(EncodedPortion of, int from, int to) {
        /** Returns the first row in the buffer. */
        int first() {
            return of.buffered[from];
        }

        /** Returns what follows the last row in the buffer. */
        int end() {
            return of.buffered[to];
        }

        long bytes() {
            return (long) of.buffer.start(end()) - of.buffer.start(first());
        }

        /** Returns the standing after this slice when the target takes all of its rows. */
        Standing after(Standing before, boolean whole) {
            boolean last = to == of.size();
            @Nullable
            Checkpoint position = whole || to == from
                    ? before.position()
                    : of.portion.position().apply(of.row(to - 1));
            return new Standing(
                    position, before.rows() + to - from, before.written() + end() - first(), last && of.portion.last());
        }

        /** Returns the rows that were found to be impossible before they were sent. */
        List<Rejected> obstacles(Standing before) {
            List<Rejected> rejects = new ArrayList<>();
            for (Obstacle obstacle : of.obstacles) {
                if (obstacle.index() >= from && obstacle.index() < to) {
                    rejects.add(reject(before, obstacle.index(), obstacle.reason()));
                }
            }
            return rejects;
        }

        /** Returns a row of the buffer that the target refused. */
        Rejected refused(Standing before, int bufferRow, String reason) {
            return reject(before, of.origin[bufferRow], reason);
        }

        private Rejected reject(Standing before, int index, String reason) {
            return new Rejected(before.rows() + index - from, of.row(index), reason);
        }
    }

    /** Returns as many rows from one on as the limits allow, at least one. */
    Slice slice(int from, Slices limits) {
        int most = (int) Math.min((long) from + limits.rows(), size());
        long bytes = (long) buffer.start(buffered[from]) + limits.bytes();
        int to = Math.min(from + 1, size());
        while (to < most && buffer.start(buffered[to + 1]) <= bytes) {
            to++;
        }
        return new Slice(this, from, to);
    }

    private Row row(int index) {
        return portion.rows().get(index);
    }
}
