package io.rowlift.job.testing;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.problem.Problem;
import io.rowlift.target.Claim;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import io.rowlift.target.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store of items in memory that outlives the processes which write to it. */
public final class MemoryTarget implements ItemTarget {

    private final Map<ItemKey, Item> items = new ConcurrentHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private volatile String identity = "memory table, not created";
    private volatile Consumer<List<Item>> beforeWrite = batch -> {};
    private volatile Predicate<ItemKey> losing = key -> false;
    private volatile boolean dead;
    private volatile boolean completed;

    /** Returns what is stored. */
    public Map<ItemKey, Item> items() {
        return Map.copyOf(items);
    }

    /** Returns how many items were written, the same ones again included. */
    public long written() {
        return written.get();
    }

    /** Returns whether the last step was taken. */
    public boolean completed() {
        return completed;
    }

    /** Makes the target refuse every run. */
    public void refuse(Problem problem) {
        problems.add(problem);
    }

    /** Makes it another target. */
    public void identity(String name) {
        identity = name;
    }

    /** Does something before each write. */
    public void beforeWrite(Consumer<List<Item>> action) {
        beforeWrite = action;
    }

    /** Makes the target forget items without a word, as a bug in a writer would. */
    public void lose(Predicate<ItemKey> items) {
        losing = items;
    }

    /** Accepts nothing more: the process that writes has died, or a new one lives. */
    public void dead(boolean is) {
        dead = is;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        return Claim.Answer.GRANTED;
    }

    @Override
    public List<Problem> check(boolean takeOver) {
        return takeOver ? List.of() : List.copyOf(problems);
    }

    @Override
    public void prepare() {
        live();
        if (identity.equals("memory table, not created")) {
            identity = "memory table, created";
        }
    }

    @Override
    public int write(List<Item> batch) {
        beforeWrite.accept(batch);
        int acknowledged = 0;
        for (Item item : batch) {
            live();
            if (!losing.test(item.key())) {
                items.put(item.key(), item);
                written.incrementAndGet();
                acknowledged++;
            }
        }
        return acknowledged;
    }

    @Override
    public int remove(List<ItemKey> keys) {
        live();
        keys.forEach(items::remove);
        return keys.size();
    }

    @Override
    public void settle(boolean inherited) {
        // every answer arrives
    }

    @Override
    public void delete(List<Item> old) {
        live();
        old.forEach(item -> items.remove(item.key(), item));
    }

    @Override
    public void complete() {
        live();
        completed = true;
    }

    @Override
    public TargetReader reader() {
        return new TargetReader() {
            @Override
            public Map<ItemKey, Item> fetch(List<ItemKey> keys) {
                Map<ItemKey, Item> found = new HashMap<>(items);
                found.keySet().retainAll(keys);
                return found;
            }

            @Override
            public void scanKeys(String table, Segment segment, Consumer<ItemKey> consumer) {
                items.keySet().forEach(consumer);
            }

            @Override
            public Optional<String> expiry(String table) {
                return Optional.empty();
            }

            @Override
            public QueryResult query(String table, @Nullable String index, List<KeyCondition> conditions, int limit) {
                throw new UnsupportedOperationException("nothing in this package asks a target");
            }
        };
    }

    @Override
    public Traffic traffic() {
        return new Traffic(written.get(), written.get(), 0);
    }

    @Override
    public void close() {}

    private void live() {
        if (dead) {
            throw new IllegalStateException("the process is dead");
        }
    }

    /** Returns the stored item of a key, or null. */
    public @Nullable Item item(ItemKey key) {
        return items.get(key);
    }
}
