package io.rowlift.job.testing;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.problem.Problem;
import io.rowlift.target.Claim;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import io.rowlift.target.Traffic;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A target that counts what it is given and keeps nothing. */
public final class CountingTarget implements ItemTarget {

    private final LongAdder items = new LongAdder();

    @Override
    public String identity() {
        return "counting";
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        return Claim.Answer.GRANTED;
    }

    @Override
    public List<Problem> check(boolean takeOver) {
        return List.of();
    }

    @Override
    public void prepare() {}

    @Override
    public int write(List<Item> batch) {
        items.add(batch.size());
        return batch.size();
    }

    @Override
    public int remove(List<ItemKey> keys) {
        throw new UnsupportedOperationException("nothing in this package removes items");
    }

    @Override
    public void settle(boolean inherited) {
        // every answer arrives
    }

    @Override
    public void delete(List<Item> items) {
        throw new UnsupportedOperationException("nothing in this package removes items");
    }

    @Override
    public void complete() {}

    @Override
    public TargetReader reader() {
        throw new UnsupportedOperationException("nothing in this package reads a target");
    }

    @Override
    public Traffic traffic() {
        return new Traffic(items.sum(), items.sum(), 0);
    }

    @Override
    public void close() {}
}
