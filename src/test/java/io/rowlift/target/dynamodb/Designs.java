package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.mapping.Value;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.Location;
import io.rowlift.target.Ownership;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Tables and items for tests of the target. */
final class Designs {

    static final Location HERE = new Location("shop.yaml", 4);
    static final Projection ALL = new Projection(Projection.Kind.ALL, List.of());
    static final Ownership OWNER = new Ownership("shop-to-dynamodb", "5f0c");

    private Designs() {}

    /** A name that no other test uses: the server is shared. */
    static String unique() {
        return "shop-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static KeyAttribute text(String name) {
        return new KeyAttribute(name, KeyType.S);
    }

    /** Table {@code shop} with PK, SK and GSI1, expiring by {@code expires_at}. */
    static TableDesign shop() {
        Index byStatus =
                new Index("GSI1", List.of(text("GSI1PK")), List.of(text("GSI1SK")), ALL, new Location("shop.yaml", 8));
        return new TableDesign(
                "shop", text("PK"), text("SK"), Map.of("GSI1", byStatus), "expires_at", new Billing.OnDemand(), HERE);
    }

    static TableDesign withoutIndex() {
        return new TableDesign("shop", text("PK"), text("SK"), Map.of(), null, new Billing.OnDemand(), HERE);
    }

    static Mapping mapping(TableDesign... tables) {
        Map<String, TableDesign> byName = new LinkedHashMap<>();
        Stream.of(tables).forEach(table -> byName.put(table.name(), table));
        return new Mapping("shop.yaml", byName, Map.of(), Map.of());
    }

    static TargetSettings.DynamoDb settings(URI endpoint, String physical) {
        return settings(endpoint, physical, 0);
    }

    static TargetSettings.DynamoDb settings(URI endpoint, String physical, int maxWriteUnits) {
        return new TargetSettings.DynamoDb(
                "eu-west-1", endpoint, Map.of("shop", physical), maxWriteUnits, 0, false, false);
    }

    static ItemKey key(String partition, String sort) {
        return new ItemKey("shop", new Value.Str(partition), new Value.Str(sort));
    }

    /** An item of {@code shop}: names and values in turn. */
    static Item item(String partition, String sort, Object... attributes) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("PK", new Value.Str(partition));
        values.put("SK", new Value.Str(sort));
        for (int i = 0; i < attributes.length; i += 2) {
            values.put((String) attributes[i], value(attributes[i + 1]));
        }
        return new Item("shop", key(partition, sort), values, ItemSize.of(values));
    }

    private static Value value(Object value) {
        if (value instanceof Value already) {
            return already;
        }
        return value instanceof Integer number ? new Value.Num(number.toString()) : new Value.Str((String) value);
    }
}
