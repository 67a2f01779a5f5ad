package io.rowlift.verify;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.problem.Problem;
import io.rowlift.target.Claim;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import io.rowlift.target.Traffic;
import java.util.List;

/**
 * Writes to the items of a fixture.
 *
 * @param fixture has them
 */
record FixtureTarget(Fixture fixture) implements ItemTarget {

    @Override
    public String identity() {
        return "fixture";
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
    public int write(List<Item> items) {
        items.forEach(item -> fixture.target.put(item.key(), item));
        return items.size();
    }

    @Override
    public int remove(List<ItemKey> keys) {
        keys.forEach(fixture.target::remove);
        return keys.size();
    }

    @Override
    public void settle(boolean inherited) {
        // every answer arrives
    }

    @Override
    public void delete(List<Item> items) {
        items.forEach(item -> fixture.target.remove(item.key(), item));
    }

    @Override
    public void complete() {}

    @Override
    public TargetReader reader() {
        return fixture;
    }

    @Override
    public Traffic traffic() {
        return new Traffic(0, 0, 0);
    }

    @Override
    public void close() {}
}
