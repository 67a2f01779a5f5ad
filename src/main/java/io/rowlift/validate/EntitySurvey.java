package io.rowlift.validate;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.SortKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Sweep;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one entity's rows would become, gathered by one thread. */
final class EntitySurvey {

    /** Lists of more elements count as this many. */
    private static final int LONGEST = 100_000;

    private final Mapping mapping;
    private final Entity entity;
    private final Shape shape;
    private final Instant now;
    private final Map<String, TableSurvey> tables = new LinkedHashMap<>();
    private final Map<String, Counts> embeds = new LinkedHashMap<>();
    private final Map<String, String> ttl = new LinkedHashMap<>();
    private final List<SortOrder> sortOrders;
    private final Rejections rejections = new Rejections();
    private final TtlSurvey expiries;
    private final HotWrites hot = new HotWrites();
    private int ranges;
    private long rows;
    private long rejected;
    private long items;

    EntitySurvey(Mapping mapping, Entity entity, Shape shape, Instant now) {
        this(
                mapping,
                entity,
                shape,
                now,
                SortKey.of(mapping, entity, shape).stream().map(SortOrder::new).toList());
    }

    private EntitySurvey(Mapping mapping, Entity entity, Shape shape, Instant now, List<SortOrder> sortOrders) {
        this.mapping = mapping;
        this.entity = entity;
        this.shape = shape;
        this.now = now;
        this.sortOrders = sortOrders;
        this.expiries = new TtlSurvey(now);
        for (Entity.ItemDesign design : entity.items()) {
            TableDesign table = mapping.tables().get(design.table());
            if (table != null) {
                tables.putIfAbsent(table.name(), new TableSurvey(table));
                String attribute = table.ttl();
                if (attribute != null) {
                    ttl.put(table.name(), attribute);
                }
            }
        }
        shape.children().forEach(child -> embeds.put(child.name(), new Counts(LONGEST)));
    }

    /** Returns an empty one for a thread that gathers a part; only the samples of sort keys are gathered together. */
    EntitySurvey part() {
        return new EntitySurvey(mapping, entity, shape, now, sortOrders);
    }

    void add(Sweep.Chunk chunk) {
        Map<String, Long> partitions = new HashMap<>();
        long own = 0;
        for (int i = 0; i < chunk.rows().size(); i++) {
            own += add(chunk.rows().get(i), chunk.mapped().get(i), chunk.place() + i, partitions);
        }
        hot.add(partitions, own);
    }

    private long add(Row row, Mapped mapped, long place, Map<String, Long> partitions) {
        rows++;
        embeds.forEach(
                (name, lengths) -> lengths.add(row.children(shape.child(name)).size(), place, mapped.row()));
        String rejection = mapped.rejection();
        if (rejection != null) {
            rejected++;
            rejections.add(place, mapped.row(), rejection);
            return 0;
        }
        long own = 0;
        for (Item item : mapped.items()) {
            items++;
            TableSurvey table = tables.get(item.table());
            if (table != null) {
                own += table.add(item, place, mapped.row(), partitions);
            }
            String attribute = ttl.get(item.table());
            if (attribute != null) {
                expiries.add(item, attribute, place, mapped.row());
            }
        }
        sortOrders.forEach(order -> order.add(row, mapped.row()));
        return own;
    }

    /** Adds a part that another thread has gathered. */
    void merge(EntitySurvey other) {
        rows += other.rows;
        rejected += other.rejected;
        items += other.items;
        other.tables.forEach((name, table) -> of(tables, name).merge(table));
        other.embeds.forEach((name, lengths) -> of(embeds, name).merge(lengths));
        rejections.merge(other.rejections);
        expiries.merge(other.expiries);
        hot.merge(other.hot);
    }

    /** Draws the conclusions that need everything that was kept, and forgets it. */
    void settle(int cutInto, AggregateReader reader) {
        ranges = cutInto;
        sortOrders.forEach(order -> order.settle(reader));
    }

    private static <T> T of(Map<String, T> surveys, String name) {
        return Objects.requireNonNull(surveys.get(name), "surveys of one entity have the same parts");
    }

    SurveyedEntity result(KeyVerdict keys) {
        Map<String, Distribution> sizes = new LinkedHashMap<>();
        tables.forEach((name, table) -> sizes.put(name, table.sizes()));
        Map<String, Distribution> lengths = new LinkedHashMap<>();
        embeds.forEach((name, counts) -> lengths.put(name, counts.distribution()));
        return new SurveyedEntity(
                entity.name(), ranges, rows, rejected, items, writeUnits(), sizes, lengths, hot.share(), keys);
    }

    private long writeUnits() {
        return tables.values().stream().mapToLong(TableSurvey::writeUnits).sum();
    }

    Map<String, TableSurvey> tables() {
        return tables;
    }

    Entity entity() {
        return entity;
    }

    Map<String, Counts> embeds() {
        return embeds;
    }

    /** Returns the share of what is written at the same time that goes to one partition key, 0 to 1. */
    double hottest() {
        return hot.share();
    }

    long rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    Rejections rejections() {
        return rejections;
    }

    TtlSurvey expiries() {
        return expiries;
    }

    List<SortOrder> sortOrders() {
        return sortOrders;
    }
}
