package io.rowlift.target.jdbc;

import io.rowlift.copy.RangeBytes;
import io.rowlift.plan.Range;
import io.rowlift.schema.TableName;
import io.rowlift.target.RowWriter;
import io.rowlift.target.jdbc.EncodedPortion.Slice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes portions, each as bytes first, then in as many transactions as the target needs. */
final class LedgerWriter implements RowWriter {

    private final TableName table;
    private final Loader loader;
    private final Delivery delivery;
    private final Passage passage;
    private final Slices slices;
    private final RowBuffer buffer = new RowBuffer();
    private int range = -1;
    private Standing standing = Standing.NONE;

    LedgerWriter(TableName table, Loader loader, Delivery delivery, Passage passage, Slices slices) {
        this.table = table;
        this.loader = loader;
        this.delivery = delivery;
        this.passage = passage;
        this.slices = slices;
    }

    @Override
    public Optional<Standing> standing(int wanted) {
        Optional<Standing> found = delivery.standing(wanted);
        range = wanted;
        standing = found.orElse(Standing.NONE);
        return found;
    }

    @Override
    public Standing write(Portion portion, Consumer<List<Rejected>> beforeCommit) {
        if (portion.range() != range) {
            standing(portion.range());
        }
        if (standing.done()) {
            throw new IllegalStateException("range " + range + " of table " + table + " is done");
        }
        EncodedPortion encoded = EncodedPortion.of(portion, loader, buffer);
        int done = 0;
        while (done < encoded.size() || (portion.last() && !standing.done())) {
            Slice slice = encoded.slice(done, slices);
            @Nullable Standing after = delivery.deliver(slice, standing, beforeCommit);
            if (after != null) {
                standing = after;
                done = slice.to();
            }
        }
        return standing;
    }

    @Override
    public Optional<RangeBytes.Format> format() {
        return passage.format();
    }

    @Override
    public Optional<Standing> pass(Range wanted, RangeBytes bytes) {
        range = -1;
        return passage.pass(wanted, bytes);
    }

    @Override
    public void close() {
        // connections are the target's: nothing is kept from one portion to the next
        buffer.clear();
    }
}
