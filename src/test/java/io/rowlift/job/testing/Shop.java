package io.rowlift.job.testing;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Template;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Location;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping in which every row becomes two items: one under its number, one under its text. A text that begins with
 * {@code bad} rejects the row; one that begins with {@code shared} makes the same key for every entity.
 */
public final class Shop {

    /** The table of the target. */
    public static final String TABLE = "shop";

    private Shop() {}

    /** Returns a mapping with one entity per table, named like it. */
    public static Mapping mapping(String... tables) {
        Map<String, Entity> entities = new LinkedHashMap<>();
        for (String table : tables) {
            entities.put(table, entity(table, table + "#{id}"));
        }
        return new Mapping("mappings/shop.yaml", Map.of(TABLE, table()), entities, Map.of());
    }

    /** Returns an entity; the template serves as what can be changed about it. */
    public static Entity entity(String table, String template) {
        Location location = new Location("mappings/shop.yaml", 7);
        Aggregate aggregate =
                new Aggregate(table, table, List.of(), List.of(), null, List.of(), List.of(), List.of(), location);
        Template key = new Template(template, List.of(new Template.Literal(template)), location);
        Entity.ItemDesign item = new Entity.ItemDesign(
                TABLE, null, null, Map.of("PK", key), Map.of(), List.of(), List.of(), Entity.Nulls.OMIT, location);
        return new Entity(table, aggregate, List.of(item), Entity.Names.AS_IS, location);
    }

    private static TableDesign table() {
        return new TableDesign(
                TABLE,
                new TableDesign.KeyAttribute("PK", TableDesign.KeyType.S),
                null,
                Map.of(),
                null,
                new TableDesign.Billing.OnDemand(),
                new Location("mappings/shop.yaml", 3));
    }

    /** Maps a row. */
    public static Mapped map(String entity, Row row) {
        RowKey key = new RowKey(List.of("id"), List.of(row.required(0)));
        String text = String.valueOf(row.get(1));
        if (text.startsWith("bad")) {
            return new Mapped(key, List.of(), "text is bad");
        }
        String byText = text.startsWith("shared") ? text : entity + "-TEXT#" + text;
        return new Mapped(key, List.of(item(entity + "#" + row.get(0), text), item(byText, "" + row.get(0))), null);
    }

    /** Returns the item that a row has under its text. */
    public static Item byText(String entity, long id, String text) {
        return item(entity + "-TEXT#" + text, "" + id);
    }

    /** Returns the key of an item. */
    public static ItemKey key(String partition) {
        return new ItemKey(TABLE, new Value.Str(partition), null);
    }

    private static Item item(String partition, String text) {
        ItemKey key = key(partition);
        return new Item(TABLE, key, Map.of("PK", key.partition(), "text", new Value.Str(text)), 100);
    }
}
