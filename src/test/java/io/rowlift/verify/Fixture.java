package io.rowlift.verify;

import io.rowlift.job.testing.MemorySource;
import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.Template;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Location;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.EntityReading;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows 1 to n of a table "users" in memory, each of which makes one item {@code USER#id}, and a target that holds what a
 * test puts there. A text that begins with {@code bad} rejects its row; one that begins with {@code old} makes an item
 * whose time to live has been over for an hour, with {@code ancient} for decades, and with {@code wordy} one whose time to
 * live is text.
 */
final class Fixture implements TargetReader {

    static final Location HERE = new Location("mappings/users.yaml", 5);

    final MemorySource source = new MemorySource();
    final Map<ItemKey, Item> target = new HashMap<>();
    final Mapping mapping = mapping();

    /** What the target really expires items by. */
    @Nullable
    String expiry = "expires";

    Fixture(int rows) {
        source.table("users", rows);
        source.rows("users").forEach((id, text) -> target.put(key(id), item(id, text)));
    }

    static Mapping mapping() {
        TableDesign table = new TableDesign(
                "main",
                new KeyAttribute("PK", KeyType.S),
                null,
                Map.of(),
                "expires",
                new TableDesign.Billing.OnDemand(),
                HERE);
        Template key = new Template(
                "USER#{id}", List.of(new Template.Literal("USER#"), new Template.Variable("id", List.of())), HERE);
        Aggregate aggregate =
                new Aggregate("User", "users", List.of(), List.of(), null, List.of(), List.of(), List.of(), HERE);
        Entity.ItemDesign item = new Entity.ItemDesign(
                "main", null, null, Map.of("PK", key), Map.of(), List.of(), List.of(), Entity.Nulls.OMIT, HERE);
        Entity entity = new Entity("User", aggregate, List.of(item), Entity.Names.AS_IS, HERE);
        return new Mapping("mappings/users.yaml", Map.of("main", table), Map.of("User", entity), Map.of());
    }

    static Mapped map(Row row) {
        RowKey key = new RowKey(List.of("id"), List.of(row.required(0)));
        String text = String.valueOf(row.get(1));
        if (text.startsWith("bad")) {
            return new Mapped(key, List.of(), "text is bad");
        }
        long id = text.startsWith("same as ") ? Long.parseLong(text.substring(8)) : (Long) row.required(0);
        return new Mapped(key, List.of(item(id, text)), null);
    }

    static ItemKey key(long id) {
        return new ItemKey("main", new Value.Str("USER#" + id), null);
    }

    static Item item(long id, String text) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        attributes.put("PK", new Value.Str("USER#" + id));
        attributes.put("text", new Value.Str(text));
        if (text.startsWith("old")) {
            attributes.put(
                    "expires",
                    new Value.Num(Long.toString(Instant.now()
                            .truncatedTo(ChronoUnit.DAYS)
                            .minus(Duration.ofHours(1))
                            .getEpochSecond())));
        } else if (text.startsWith("ancient")) {
            attributes.put("expires", new Value.Num("1000000000"));
        } else if (text.startsWith("wordy")) {
            attributes.put("expires", new Value.Str("1000000000"));
        }
        return new Item("main", key(id), attributes, 50);
    }

    List<EntityReading> readings() {
        Entity entity = mapping.entities().get("User");
        return List.of(new EntityReading("User", source.reader(entity.aggregate()), Fixture::map));
    }

    /** What happens after the target was read for these keys. */
    Consumer<List<ItemKey>> afterFetch = keys -> {};

    /** Whether the comparison is over and a repair has begun. */
    volatile boolean pruning;

    /** What happens before a segment is scanned. */
    Runnable beforeScan = () -> {};

    @Override
    public Map<ItemKey, Item> fetch(List<ItemKey> keys) {
        Map<ItemKey, Item> found = held(keys);
        afterFetch.accept(keys);
        return found;
    }

    private Map<ItemKey, Item> held(List<ItemKey> keys) {
        return keys.stream().distinct().filter(target::containsKey).collect(Collectors.toMap(key -> key, target::get));
    }

    @Override
    public void scanKeys(String table, Segment segment, Consumer<ItemKey> consumer) {
        beforeScan.run();
        target.keySet().stream()
                .filter(key -> Math.floorMod(key.hashCode(), segment.of()) == segment.number())
                .forEach(consumer);
    }

    /** Returns what writes to the items. */
    ItemTarget writer() {
        return new FixtureTarget(this);
    }

    @Override
    public Optional<String> expiry(String table) {
        return Optional.ofNullable(expiry);
    }

    @Override
    public QueryResult query(String table, String index, List<KeyCondition> conditions, int limit) {
        throw new UnsupportedOperationException("a comparison asks no queries");
    }
}
