package io.rowlift.cli;

import io.rowlift.config.Environment;
import io.rowlift.config.SourceOptions;
import io.rowlift.job.testing.MemorySource;
import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.Template;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.Location;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A job "shop" between stores in memory: each of 25 users becomes one item whose sort key is the user's text, so that a
 * user without text is rejected.
 */
final class ShopParts implements Parts {

    static final Path FILE = Path.of("jobs/shop.yaml");
    static final Location HERE = new Location("mappings/shop.yaml", 9);

    final MemorySource source = new MemorySource().table("users", 25);
    final StoredTarget target = new StoredTarget();
    private final Path stateRoot;

    /** What opening the source, or reading the job, ends with, or null. */
    @Nullable
    RuntimeException onSource;

    @Nullable
    RuntimeException onJob;

    int rejectLimit;

    Entity.Nulls nulls = Entity.Nulls.OMIT;

    /** The mapping: entities and the tables that they read. */
    Map<String, String> entities = Map.of("User", "users");

    /** Copies its tables; null where rows become items. */
    @Nullable
    CopyShop copying;

    ShopParts(Path stateRoot) {
        this.stateRoot = stateRoot;
    }

    @Override
    public Job job(Path file) {
        if (onJob != null) {
            throw onJob;
        }
        return new Job(
                file,
                "shop",
                Path.of("mappings/shop.yaml"),
                new SourceSettings(
                        SourceSettings.Product.POSTGRESQL, "jdbc:postgresql:shop", "u", new Secret("p"), 4, false),
                copying == null
                        ? new TargetSettings.DynamoDb("local", null, Map.of(), 0, 0, false, false)
                        : CopyShop.SETTINGS,
                new Job.Load(2, 5, 10),
                new RejectLimit(BigDecimal.valueOf(rejectLimit), false),
                new Job.State(null, null, null, stateRoot.resolve("shop")),
                null);
    }

    @Override
    public Mapping mapping(Job job) {
        TableDesign table = new TableDesign(
                "shop",
                new KeyAttribute("PK", KeyType.S),
                new KeyAttribute("SK", KeyType.S),
                Map.of(),
                null,
                new TableDesign.Billing.OnDemand(),
                HERE);
        Map<String, Entity> designs = new LinkedHashMap<>();
        entities.forEach((name, from) -> designs.put(name, entity(name, from)));
        return new Mapping("mappings/shop.yaml", Map.of("shop", table), designs, Map.of());
    }

    private Entity entity(String name, String from) {
        String prefix = name.toUpperCase(Locale.ROOT) + "#";
        Template partition = new Template(
                prefix + "{id}", List.of(new Template.Literal(prefix), new Template.Variable("id", List.of())), HERE);
        Template sort = new Template("{text}", List.of(new Template.Variable("text", List.of())), HERE);
        Aggregate aggregate =
                new Aggregate(name, from, List.of(), List.of(), null, List.of(), List.of(), List.of(), HERE);
        Entity.ItemDesign item = new Entity.ItemDesign(
                "shop",
                null,
                null,
                Map.of("PK", partition, "SK", sort),
                Map.of(),
                List.of(new Attribute.Bare("text", HERE)),
                List.of(),
                nulls,
                HERE);
        return new Entity(name, aggregate, List.of(item), Entity.Names.AS_IS, HERE);
    }

    @Override
    public SourceSettings settings(SourceOptions options) {
        return options.settings(Environment.ofProcess(), () -> "p");
    }

    @Override
    public Source source(SourceSettings settings, RunSignal signal) {
        if (onSource != null) {
            throw onSource;
        }
        return source;
    }

    @Override
    public ItemTarget target(Job job, Mapping mapping, String storeId, RunSignal signal) {
        return target;
    }

    @Override
    public CopyParts copies() {
        return Objects.requireNonNull(copying, "the shop becomes items");
    }

    @Override
    public Function<Row, Mapped> mapper(Mapping mapping, Entity entity, Shape shape) {
        return Mapper.compile(mapping, entity, shape)::map;
    }
}
