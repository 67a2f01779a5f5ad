package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.plan.TargetSettings;
import io.rowlift.target.TargetReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Reads what the tables hold; tables are named as in the mapping. */
final class DynamoDbReader implements TargetReader {

    private final DynamoDbClient client;
    private final TargetSettings.DynamoDb settings;
    private final Map<String, TableDesign> designs;
    private final Retries retries;
    private final TableCalls calls;
    private final ReadLimit units;
    private final Map<String, ReadCost> costs = new ConcurrentHashMap<>();

    DynamoDbReader(
            DynamoDbClient client,
            TargetSettings.DynamoDb settings,
            Map<String, TableDesign> designs,
            Retries retries,
            TableCalls calls,
            ReadLimit units) {
        this.client = client;
        this.settings = settings;
        this.designs = designs;
        this.retries = retries;
        this.calls = calls;
        this.units = units;
    }

    @Override
    public Map<ItemKey, Item> fetch(List<ItemKey> keys) {
        Map<ItemKey, Item> found = new HashMap<>(keys.size() * 2);
        Fetch.byTable(keys)
                .forEach((table, ofTable) -> new Fetch(client, retries, units, cost("items of " + table))
                        .into(found, design(table), settings.physicalName(table), ofTable));
        return found;
    }

    @Override
    public void scanKeys(String table, Segment segment, Consumer<ItemKey> consumer) {
        new SegmentScan(client, retries, units, design(table), settings.physicalName(table), cost("scan of " + table))
                .run(segment, consumer);
    }

    /** While the expiry is being switched on, DynamoDB deletes nothing yet. */
    @Override
    public Optional<String> expiry(String table) {
        TimeToLiveDescription found = calls.timeToLive(settings.physicalName(table));
        return found.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                ? Optional.of(found.attributeName())
                : Optional.empty();
    }

    @Override
    public QueryResult query(String table, @Nullable String index, List<KeyCondition> conditions, int limit) {
        ReadCost cost = cost("index " + index + " of " + table);
        return new KeyQuery(client, retries, units, cost).ask(settings.physicalName(table), index, conditions, limit);
    }

    /** An item costs more when it is fetched alone than among others, and less in an index. */
    private ReadCost cost(String reading) {
        return costs.computeIfAbsent(reading, key -> new ReadCost());
    }

    private TableDesign design(String table) {
        TableDesign design = designs.get(table);
        if (design == null) {
            throw new IllegalArgumentException("no table \"" + table + "\" in the mapping");
        }
        return design;
    }
}
