package io.rowlift.cli;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.problem.Problem;
import io.rowlift.target.Claim;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import io.rowlift.target.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A store in memory that can be read. */
final class StoredTarget implements ItemTarget, TargetReader {

    final Map<ItemKey, Item> items = new ConcurrentHashMap<>();
    final List<Problem> problems = new ArrayList<>();
    private long written;

    /** What happens after a segment was scanned. */
    Runnable afterScan = () -> {};

    @Override
    public String identity() {
        return "memory";
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        return Claim.Answer.GRANTED;
    }

    @Override
    public List<Problem> check(boolean takeOver) {
        return takeOver ? List.of() : problems;
    }

    @Override
    public void prepare() {}

    @Override
    public synchronized int write(List<Item> batch) {
        batch.forEach(item -> items.put(item.key(), item));
        written += batch.size();
        return batch.size();
    }

    /** What happens before items are removed. */
    Runnable onDelete = () -> {};

    @Override
    public int remove(List<ItemKey> keys) {
        keys.forEach(items::remove);
        return keys.size();
    }

    @Override
    public void settle(boolean inherited) {
        // every answer arrives
    }

    @Override
    public synchronized void delete(List<Item> old) {
        onDelete.run();
        old.forEach(item -> items.remove(item.key(), item));
    }

    @Override
    public void complete() {}

    @Override
    public TargetReader reader() {
        return this;
    }

    @Override
    public synchronized Traffic traffic() {
        return new Traffic(written, written, 0);
    }

    @Override
    public void close() {}

    @Override
    public Map<ItemKey, Item> fetch(List<ItemKey> keys) {
        return keys.stream().distinct().filter(items::containsKey).collect(Collectors.toMap(key -> key, items::get));
    }

    @Override
    public void scanKeys(String table, Segment segment, Consumer<ItemKey> consumer) {
        items.keySet().stream()
                .filter(key -> key.table().equals(table))
                .filter(key -> Math.floorMod(key.hashCode(), segment.of()) == segment.number())
                .forEach(consumer);
        afterScan.run();
    }

    @Override
    public Optional<String> expiry(String table) {
        return Optional.empty();
    }

    @Override
    public QueryResult query(String table, String index, List<KeyCondition> conditions, int limit) {
        throw new UnsupportedOperationException("no command asks a query here");
    }
}
