package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.Problem;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowMirror;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.Traffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A target behind JDBC. */
public final class JdbcRowTarget implements RowTarget {

    private final Vendor vendor;
    private final Workshop shop;
    private final TargetSchema schema;
    private final Possession possession;
    private final Preparation preparation;
    private final Completion completion;
    private final boolean manual;
    private final Content content = new Rows();

    /**
     * Takes the connections over and closes them when it is closed.
     *
     * @param schema what the target gets
     * @param owner whose it is to be
     * @param schemaFile where DDL is written that is deployed by hand; null when it is run
     */
    public JdbcRowTarget(
            Connections connections,
            Vendor vendor,
            TargetSchema schema,
            Ownership owner,
            @Nullable Path schemaFile,
            RunSignal signal) {
        this.vendor = vendor;
        this.schema = schema;
        Ledger ledger = new Ledger(vendor.dialect(), vendor.ledgerSchema());
        Slices slices = new Slices(vendor.mostBytes(), vendor.mostRows());
        this.shop = new Workshop(vendor, connections, ledger, slices, new Tally(), signal);
        this.possession = new Possession(vendor.dialect(), ledger, owner, vendor.place());
        Making making = new Making(shop, schema);
        Deployment deployment = schemaFile == null ? null : new Deployment(shop, schema, schemaFile);
        this.manual = deployment != null;
        this.preparation = new Preparation(shop, schema, possession, making, deployment);
        this.completion = new Completion(shop, schema, making, deployment);
    }

    @Override
    public String identity() {
        return vendor.identity();
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        possession.claim(claim);
        return shop.connections()
                .run(
                        "reading the ledger",
                        connection -> new Claim.Answer(
                                possession.refusals(connection, schema.tables()), possession.notices(connection)));
    }

    @Override
    public List<Problem> check(boolean takeOver) {
        return shop.connections().run("looking at the target's tables", connection -> {
            List<Problem> problems = new ArrayList<>();
            if (!takeOver) {
                problems.addAll(possession.refusals(connection, schema.tables()));
            }
            problems.addAll(preparation.differences(connection));
            return problems;
        });
    }

    @Override
    public void prepare() {
        preparation.prepare();
    }

    @Override
    public Content content() {
        return content;
    }

    @Override
    public RowMirror mirror() {
        return new Mirroring(shop);
    }

    @Override
    public void complete(List<Sequence> sequences, BiConsumer<Phase, String> progress) {
        completion.complete(sequences, progress);
    }

    @Override
    public Traffic traffic() {
        return shop.tally().traffic();
    }

    @Override
    public void close() {
        shop.connections().close();
    }

    private final class Rows implements Content {
        @Override
        public RowWriter writer(TargetTable table) {
            shop.connections().run("reading the ledger", connection -> {
                possession.requireKept(connection);
                return true;
            });
            Loader loader = vendor.dialect().loader(table);
            return new LedgerWriter(
                    table.name(), loader, new Delivery(shop, table, loader), new Passage(shop, table), shop.slices());
        }

        @Override
        public void empty(TargetTable table) {
            new Emptying(shop, manual).empty(table);
        }
    }
}
