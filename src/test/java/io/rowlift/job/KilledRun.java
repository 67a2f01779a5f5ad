package io.rowlift.job;

import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.testing.MemorySource;
import io.rowlift.job.testing.RemoteTarget;
import io.rowlift.job.testing.Shop;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that runs {@code migrate}, to be killed by the test that started it or by itself at a milestone. */
final class KilledRun {

    static final int WORKERS = 3;
    static final int CHUNK = 20;

    private KilledRun() {}

    /** The state directory, the target's port, and optionally a milestone with the time it is reached for the n-th time. */
    public static void main(String[] args) {
        MemorySource source = new MemorySource().table("User", 3000).table("Order", 1000);
        RemoteTarget target = new RemoteTarget(Integer.parseInt(args[1]));
        Job job = job(Path.of(args[0]));
        try (JobStore store = JobStore.open(job)) {
            Setting setting = new Setting(
                    job,
                    new ItemLoad(Shop.mapping("User", "Order"), target, ShopMappings.PROVED),
                    source,
                    store,
                    new RunSignal(),
                    Pace.STEADY);
            RunListener listener = args.length == 2 ? RunListener.SILENT : halting(args[2], Integer.parseInt(args[3]));
            MigrationSummary summary = new Migration(setting).migrate(MigrateOptions.CONTINUE, listener);
            System.out.println(summary.total().acknowledged());
        }
    }

    private static RunListener halting(String name, int nth) {
        AtomicInteger reached = new AtomicInteger();
        return new RunListener() {
            @Override
            public void reached(Milestone milestone) {
                if (milestone == Milestone.valueOf(name) && reached.incrementAndGet() == nth) {
                    Runtime.getRuntime().halt(137);
                }
            }
        };
    }

    static Job job(Path directory) {
        return new Job(
                Path.of("jobs/shop.yaml"),
                "shop",
                Path.of("mappings/shop.yaml"),
                new SourceSettings(
                        SourceSettings.Product.POSTGRESQL, "jdbc:none", "reader", new Secret("secret"), 4, false),
                new TargetSettings.DynamoDb(null, null, Map.of(), 0, 0, false, false),
                new Job.Load(WORKERS, CHUNK, 200),
                RejectLimit.NONE,
                new Job.State(null, null, null, directory),
                null);
    }
}
