package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.Problem;
import io.rowlift.target.Claim;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.Ownership;
import io.rowlift.target.TargetReader;
import io.rowlift.target.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables of a mapping in DynamoDB, or in a server that speaks its protocol. */
public final class DynamoDbTarget implements ItemTarget {

    /** Besides the writers' requests: whoever looks at a table. Who reads all of it does not write. */
    private static final int CONNECTIONS = Writer.IN_FLIGHT + 8;

    /** Share of a second's units that may be in one request, so that the ceiling holds within every second. */
    private static final double UNITS_PER_BATCH = 0.02;

    private final DynamoDbClient client;
    private final Tables tables;
    private final Writer writer;
    private final TargetReader reader;
    private final TargetSettings.DynamoDb settings;
    private final Map<String, TableDesign> designs;
    private final Removal removal;
    private final Settling settling;
    private final Tally tally = new Tally();

    private DynamoDbTarget(
            DynamoDbClient client,
            TargetSettings.DynamoDb settings,
            Mapping mapping,
            Ownership owner,
            RunSignal signal,
            Endpoint endpoint,
            Timing timing) {
        Retries retries = new Retries(endpoint, timing, signal);
        RateLimit limit = new RateLimit(settings.maxWriteUnits(), signal);
        this.client = client;
        this.settling = new Settling(signal, timing.attempt());
        TableCalls calls = new TableCalls(client, retries, timing, signal);
        this.tables = new Tables(settings, mapping, owner, endpoint, calls);
        this.writer = new Writer(
                new Batches(mapping.tables(), unitsPerBatch(settings)),
                new BatchWriter(client, settings, mapping.tables(), retries, limit, signal, tally, settling));
        this.reader = new DynamoDbReader(
                client, settings, mapping.tables(), retries, calls, new ReadLimit(settings.maxReadUnits(), signal));
        this.settings = settings;
        this.designs = mapping.tables();
        this.removal = new Removal(client, retries, limit, signal);
    }

    private static int unitsPerBatch(TargetSettings.DynamoDb settings) {
        return settings.maxWriteUnits() == 0
                ? Integer.MAX_VALUE
                : (int) Math.max(1, settings.maxWriteUnits() * UNITS_PER_BATCH);
    }

    /**
     * Opens the target; nothing is sent yet.
     *
     * @throws io.rowlift.problem.ConfigurationException when region or credentials are missing, or items would travel
     *     in the clear
     */
    public static DynamoDbTarget open(
            TargetSettings.DynamoDb settings, Mapping mapping, Ownership owner, RunSignal signal) {
        return open(settings, mapping, owner, signal, Timing.REAL);
    }

    static DynamoDbTarget open(
            TargetSettings.DynamoDb settings, Mapping mapping, Ownership owner, RunSignal signal, Timing timing) {
        Endpoint endpoint = Endpoint.of(settings);
        DynamoDbClient client = Client.open(endpoint, settings.endpoint(), timing, CONNECTIONS);
        return new DynamoDbTarget(client, settings, mapping, owner, signal, endpoint, timing);
    }

    @Override
    public String identity() {
        return tables.identity();
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        return tables.claim(claim);
    }

    @Override
    public List<Problem> check(boolean takeOver) {
        return tables.check(takeOver);
    }

    @Override
    public void prepare() {
        tables.prepare();
    }

    @Override
    public int write(List<Item> items) {
        return writer.write(items.stream().map(Operation::put).toList());
    }

    @Override
    public int remove(List<ItemKey> keys) {
        return writer.write(keys.stream().map(Operation::delete).toList());
    }

    @Override
    public void settle(boolean inherited) {
        if (inherited) {
            settling.unanswered();
        }
        settling.await();
    }

    @Override
    public void delete(List<Item> items) {
        for (Item item : items) {
            TableDesign design = Objects.requireNonNull(designs.get(item.table()), "an item of an unknown table");
            removal.remove(design, settings.physicalName(item.table()), item);
        }
    }

    @Override
    public void complete() {
        tables.complete();
    }

    @Override
    public TargetReader reader() {
        return reader;
    }

    @Override
    public Traffic traffic() {
        return tally.traffic();
    }

    @Override
    public void close() {
        writer.close();
        client.close();
    }
}
