package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.mapping.Aggregate.Order;
import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.mapping.Attribute.As;
import io.rowlift.mapping.Attribute.Source;
import io.rowlift.mapping.Entity.Each;
import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.mapping.Entity.Names;
import io.rowlift.mapping.Entity.Nulls;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.problem.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final Location HERE = new Location("mapping.yaml", 7);
    private static final TableDesign SHOP = table("shop", KeyType.S, Map.of(), new Billing.OnDemand(), null);

    @Test
    void everyComponentTakesPart() {
        Entity entity = full();
        String original = Fingerprint.of(entity, SHOP);
        Variations variations = new Variations();
        List<Variations.Variation> all = variations.of(entity);
        for (Variations.Variation variation : all) {
            Entity changed = (Entity) variation.value();
            TableDesign other = table("other", KeyType.S, Map.of(), new Billing.OnDemand(), null);
            String fingerprint = Fingerprint.of(changed, named(changed, SHOP), other);
            // rows of entities are never read without a key, and no entity is a table of a copy
            if (variation.location() || variation.path().matches("\\.aggregate\\.(keyless|copied)")) {
                assertThat(fingerprint).as(variation.path()).isEqualTo(original);
            } else {
                assertThat(fingerprint).as(variation.path()).isNotEqualTo(original);
            }
        }
        // the walk itself must not have missed a record of the mapping language
        assertThat(variations.seen())
                .containsExactlyInAnyOrder(
                        Entity.class,
                        Aggregate.class,
                        Sql.class,
                        Computed.class,
                        Join.class,
                        Embed.class,
                        Order.class,
                        ItemDesign.class,
                        Each.class,
                        Template.class,
                        Template.Literal.class,
                        Template.Variable.class,
                        Format.class,
                        Attribute.All.class,
                        Attribute.Bare.class,
                        Attribute.Named.class,
                        Source.Reference.class,
                        Source.Text.class,
                        Source.Constant.class,
                        Source.Converted.class,
                        Location.class);
    }

    @Test
    void isTheSameInEveryVersion() {
        assertThat(Fingerprint.of(full(), SHOP))
                .isEqualTo("895685f23270bd59fb51b8d0e236f8913515c3ac5476c3730b6470cfd49d7e8a");
    }

    @Test
    void orderOfMapsHasNoMeaning() {
        Map<String, String> on = new LinkedHashMap<>();
        on.put("tenant", "tenant");
        on.put("user_id", "id");
        Map<String, String> reversed = new LinkedHashMap<>();
        reversed.put("user_id", "id");
        reversed.put("tenant", "tenant");
        assertThat(Fingerprint.of(joined(on), SHOP)).isEqualTo(Fingerprint.of(joined(reversed), SHOP));
    }

    @Test
    void keysOfTheTablesTakePart() {
        String original = Fingerprint.of(full(), SHOP);
        Map<String, Index> indexed = Map.of("GSI1", index(KeyType.S, Projection.Kind.ALL));
        String withIndex = Fingerprint.of(full(), table("shop", KeyType.S, indexed, new Billing.OnDemand(), null));

        assertThat(Fingerprint.of(full(), table("shop", KeyType.N, Map.of(), new Billing.OnDemand(), null)))
                .isNotEqualTo(original);
        assertThat(withIndex).isNotEqualTo(original);
        Map<String, Index> typed = Map.of("GSI1", index(KeyType.N, Projection.Kind.ALL));
        assertThat(Fingerprint.of(full(), table("shop", KeyType.S, typed, new Billing.OnDemand(), null)))
                .isNotEqualTo(withIndex);
    }

    @Test
    void whatChangesNoItemTakesNoPart() {
        Map<String, Index> all = Map.of("GSI1", index(KeyType.S, Projection.Kind.ALL));
        Map<String, Index> keys = Map.of("GSI1", index(KeyType.S, Projection.Kind.KEYS_ONLY));
        String original = Fingerprint.of(full(), table("shop", KeyType.S, all, new Billing.OnDemand(), null));

        assertThat(Fingerprint.of(full(), table("shop", KeyType.S, keys, new Billing.Provisioned(5, 10), "expires_at")))
                .isEqualTo(original);
        TableDesign unused = table("unused", KeyType.N, Map.of(), new Billing.OnDemand(), null);
        assertThat(Fingerprint.of(full(), unused, table("shop", KeyType.S, all, new Billing.OnDemand(), null)))
                .isEqualTo(original);
    }

    @Test
    void tableThatAnItemNamesMustBeThere() {
        assertThatThrownBy(() -> Fingerprint.of(full()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entity Order uses the tables [shop]");
    }

    private static TableDesign named(Entity entity, TableDesign table) {
        String name = entity.items().get(0).table();
        return new TableDesign(
                name, table.partition(), table.sort(), table.indexes(), table.ttl(), table.billing(), table.location());
    }

    private static TableDesign table(
            String name, KeyType type, Map<String, Index> indexes, Billing billing, String ttl) {
        return new TableDesign(
                name, new KeyAttribute("PK", type), new KeyAttribute("SK", KeyType.S), indexes, ttl, billing, HERE);
    }

    private static Index index(KeyType type, Projection.Kind kind) {
        return new Index(
                "GSI1", List.of(new KeyAttribute("GSI1PK", type)), List.of(), new Projection(kind, List.of()), HERE);
    }

    private static Entity joined(Map<String, String> on) {
        Aggregate aggregate = new Aggregate(
                "Order",
                "orders",
                List.of(),
                List.of(),
                null,
                List.of(new Join("customer", "users", on, HERE)),
                List.of(),
                List.of(),
                HERE);
        return new Entity("Order", aggregate, full().items(), Names.AS_IS, HERE);
    }

    /** An entity in which every record of the mapping language occurs, with a value in every component. */
    private static Entity full() {
        Template template = new Template(
                "ORDER#{id|pad:9}",
                List.of(
                        new Template.Literal("ORDER#"),
                        new Template.Variable("id", List.of(new Format(Format.Kind.PAD, 9)))),
                HERE);
        List<Attribute> attributes = List.of(
                new Attribute.All(HERE),
                new Attribute.Bare("status", HERE),
                new Attribute.Named("a", new Source.Reference("b"), HERE),
                new Attribute.Named("t", new Source.Text(template), HERE),
                new Attribute.Named("c", new Source.Constant("Order", As.STRING), HERE),
                new Attribute.Named("e", new Source.Converted("expires", As.EPOCH_SECONDS), HERE));
        Computed computed = new Computed(
                "expires", new Sql("created_at + 1", HERE), Map.of("order_items", Map.of("order_id", "id")));
        Join join = new Join("customer", "users", Map.of("user_id", "id"), HERE);
        Embed inner = embed("parts", List.of(), attributes, computed, join);
        Embed lines = embed("lines", List.of(inner), attributes, computed, join);
        Aggregate aggregate = new Aggregate(
                "Order",
                "orders",
                List.of("id"),
                List.of(computed),
                new Sql("deleted_at is null", HERE),
                List.of(join),
                List.of(lines),
                List.of(new Sql("total > 0", HERE)),
                HERE);
        ItemDesign item = new ItemDesign(
                "shop",
                0,
                new Each("tag", "tags", HERE),
                Map.of("PK", template, "SK", template),
                Map.of("GSI1PK", template),
                attributes,
                List.of("deleted_at"),
                Nulls.KEEP,
                HERE);
        return new Entity("Order", aggregate, new ArrayList<>(List.of(item)), Names.CAMEL_CASE, HERE);
    }

    private static Embed embed(
            String name, List<Embed> inner, List<Attribute> attributes, Computed computed, Join join) {
        return new Embed(
                name,
                "order_items",
                Map.of("id", "order_id"),
                new Sql("qty > 0", HERE),
                List.of(computed),
                List.of(new Order("id", true)),
                500,
                7,
                List.of(join),
                inner,
                attributes,
                List.of("note"),
                HERE);
    }
}
