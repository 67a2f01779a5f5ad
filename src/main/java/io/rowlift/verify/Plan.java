package io.rowlift.verify;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, decided before the first row is read.
 *
 * @param stamp what it was decided for: a comparison goes on only under the same one
 * @param began when that was
 * @param slices in the order of the mapping and of the keys
 */
public record Plan(String stamp, Instant began, List<Slice> slices) {

    public Plan {
        slices = List.copyOf(slices);
    }

    void write(DataOutputStream out) throws IOException {
        FindingCodec.write(out, stamp);
        out.writeLong(began.toEpochMilli());
        out.writeInt(slices.size());
        for (Slice slice : slices) {
            FindingCodec.write(out, slice.entity());
            out.writeInt(slice.range().number());
            write(out, slice.range().lower());
            write(out, slice.range().upper());
            out.writeInt(slice.rows());
            out.writeBoolean(slice.last());
        }
    }

    static Plan read(DataInputStream in) throws IOException {
        String stamp = FindingCodec.text(in);
        Instant began = Instant.ofEpochMilli(in.readLong());
        int count = in.readInt();
        List<Slice> slices = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            String entity = FindingCodec.text(in);
            Range range = new Range(in.readInt(), checkpoint(in), checkpoint(in));
            slices.add(new Slice(number, entity, range, in.readInt(), in.readBoolean()));
        }
        return new Plan(stamp, began, slices);
    }

    private static void write(DataOutputStream out, @Nullable Checkpoint checkpoint) throws IOException {
        out.writeBoolean(checkpoint != null);
        if (checkpoint != null) {
            FindingCodec.write(out, checkpoint.text());
        }
    }

    private static @Nullable Checkpoint checkpoint(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Checkpoint(FindingCodec.text(in)) : null;
    }
}
