package io.rowlift.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.store.ItemKeyLog.Owned;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RejectLog;
import io.rowlift.job.store.SyncLedger.Standing.Counts;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import io.rowlift.source.LogEvent;
import io.rowlift.source.Watchlist;
import io.rowlift.sync.SyncListener.Milestone;
import io.rowlift.sync.SyncSummary.Done;
import io.rowlift.sync.SyncSummary.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {

    @TempDir
    private Path directory;

    private SyncWorld world;
    private final List<String> swept = new ArrayList<>();
    private int few = 100;
    private int inMemory = 1000;
    private long limit = Long.MAX_VALUE;

    @BeforeEach
    void world() {
        world = new SyncWorld(directory);
    }

    private Job job() {
        SourceSettings source = new SourceSettings(
                SourceSettings.Product.POSTGRESQL, "jdbc:none", "reader", new Secret("secret"), 4, false);
        return new Job(
                Path.of("jobs/shop.yaml"),
                "shop",
                Path.of("mappings/shop.yaml"),
                source,
                new TargetSettings.DynamoDb(null, null, Map.of(), 0, 0, false, false),
                Job.Load.DEFAULT,
                RejectLimit.NONE,
                new Job.State(null, null, null, directory.resolve("state")),
                null);
    }

    /** What migrate does: the place first, then everything, remembering keys that can move. */
    private void load() {
        try (JobStore store = JobStore.open(job())) {
            store.syncLedger().begin("at " + world.log.size(), world.log.size(), Instant.EPOCH);
            world.settle();
            for (ItemUnit unit : world.units()) {
                for (var row : unit.reader().fetch(unit.tracing().all(null, 1_000_000))) {
                    List<Item> items = unit.mapper().map(row).items();
                    if (unit.movable()) {
                        store.itemKeys()
                                .add(
                                        unit.name(),
                                        items.stream()
                                                .map(item -> new Owned(
                                                        item.key(),
                                                        unit.reader()
                                                                .reading()
                                                                .shape()
                                                                .keyOf(row)))
                                                .toList());
                    }
                    world.target.write(items);
                }
            }
        }
    }

    private SyncSummary sync() {
        return sync(SyncListener.SILENT, new RunSignal());
    }

    private SyncSummary sync(SyncListener listener, RunSignal signal) {
        try (JobStore store = JobStore.open(job())) {
            RejectLog rejects = store.rejectLog();
            Consumer<String> sweep = entity -> {
                swept.add(entity);
                Map<ItemKey, Item> expected = world.expected();
                String prefix = entity.equals("User") ? "(USER|NAME)#" : "ORDER#";
                world.target.remove(world.target.items().keySet().stream()
                        .filter(key -> !expected.containsKey(key)
                                && ItemKey.text(key.partition()).matches(prefix + ".*"))
                        .toList());
            };
            ItemApplier applier = new ItemApplier(
                    world.units(),
                    world.target,
                    store.itemKeys(),
                    new Stale(rejects, rejected -> rejected > limit),
                    signal,
                    50,
                    store.syncLedger(),
                    sweep);
            return new Sync(
                            new Watchlist(world.tracings()),
                            world.tracings(),
                            world,
                            applier,
                            store.syncLedger(),
                            signal,
                            listener,
                            new Sync.Limits(40, inMemory, few, directory))
                    .run(false);
        }
    }

    private void assertInLine() {
        world.settle();
        assertThat(world.target.items()).isEqualTo(world.expected());
    }

    @Test
    void aParentThatIsRenamedChangesAllThatShowItAndItsOwnOldKeyIsGone() {
        world.user(1, "Ann");
        world.order(10, 1L);
        world.order(11, 1L);
        load();
        world.user(1, "Anna");
        world.commit();

        SyncSummary summary = sync();

        assertInLine();
        assertThat(summary.outcome()).isEqualTo(Outcome.CAUGHT_UP);
        assertThat(summary.done()).isEqualTo(new Done(1, 3, 4, 1, 0));
        assertThat(world.acknowledged).isEqualTo(world.log.size());
    }

    @Test
    void aRowThatIsGoneLosesItsItemsAndOneThatCameHasThem() {
        world.user(1, "Ann");
        world.order(10, 1L);
        load();
        world.order(10, null);
        world.order(12, 1L);
        world.commit();

        sync();

        assertInLine();
        assertThat(world.target.items()).hasSize(3);
    }

    @Test
    void aUniqueValueThatIsReleasedAndTakenInOneTransactionStaysWithItsNewRow() {
        world.user(1, "Ann");
        world.user(2, "Bob");
        load();
        world.user(1, "Zoe");
        world.user(2, "Ann");
        world.commit();

        sync();

        assertInLine();
    }

    /** The batches of one transaction are cut where they are full; the first one sees all of the transaction. */
    @Test
    void aValueThatIsTakenInAnEarlierBatchThanItIsReleasedInStays() {
        world.user(1, "Ann");
        for (int id = 2; id <= 100; id++) {
            world.user(id, "user " + id);
        }
        load();
        world.user(100, "Ann");
        for (int id = 2; id < 100; id++) {
            world.user(id, "name " + id);
        }
        world.user(1, "Zoe");
        world.commit();
        inMemory = 10;

        sync();

        assertInLine();
    }

    @Test
    void twoRowsThatWantOneKeyAreNeverLeftToChance() {
        world.user(1, "Ann");
        world.user(2, "Bob");
        load();
        world.user(2, "Ann");
        world.commit();

        assertThatThrownBy(this::sync)
                .isInstanceOf(FailedException.class)
                .hasMessageStartingWith(
                        "the rows (id=2) and (id=1) of entity \"User\" would end in one item, and one of them would"
                                + " be lost");
        assertThat(world.acknowledged).isZero();
    }

    @Test
    void aChangeOfVeryManyRootsBecomesATaskThatSurvives() {
        few = 20;
        world.user(1, "Ann");
        for (long id = 1; id <= 95; id++) {
            world.order(id, 1L);
        }
        load();
        world.user(1, "Anna");
        world.commit();
        List<Milestone> heard = new ArrayList<>();

        assertThatThrownBy(() -> sync(
                        new SyncListener() {
                            @Override
                            public void reached(Milestone milestone) {
                                heard.add(milestone);
                                if (milestone == Milestone.WORKED) {
                                    throw new IllegalStateException("killed");
                                }
                            }
                        },
                        new RunSignal()))
                .hasMessage("killed");
        assertThat(heard).containsExactly(Milestone.HEARD, Milestone.APPLIED, Milestone.RECORDED, Milestone.WORKED);
        assertThat(world.acknowledged).isEqualTo(world.log.size());

        SyncSummary summary = sync();

        assertInLine();
        assertThat(summary.done()).isEqualTo(new Done(0, 95, 95, 0, 0));
        assertThat(summary.tasksLeft()).isZero();
    }

    @Test
    void aTableThatIsEmptiedIsReadAgainOrSwept() {
        world.user(1, "Ann");
        world.order(10, 1L);
        load();
        world.orders.clear();
        world.log.add(new LogEvent.Truncated(SyncWorld.ORDERS));
        world.commit();

        sync();

        assertThat(swept).containsExactly("Order");
        assertInLine();

        world.users.clear();
        world.order(12, 1L);
        world.log.add(new LogEvent.Truncated(SyncWorld.USERS));
        world.commit();
        sync();

        assertThat(swept).containsExactly("Order", "User");
        assertInLine();
    }

    @Test
    void aRowThatCannotBeMappedAnyMoreKeepsItsItemsAndIsRejectedUntilItIsMended() {
        world.user(1, "Ann");
        load();
        Map<ItemKey, Item> before = world.target.items();
        world.user(1, "");
        world.commit();

        assertThat(sync().done()).isEqualTo(new Done(1, 1, 0, 0, 1));
        assertThat(world.target.items()).isEqualTo(before);
        try (JobStore store = JobStore.open(job())) {
            assertThat(store.rejectLog().after("User", -1, -1, 10))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.reject().row()).hasToString("(id=1)");
                        assertThat(entry.reject().reason()).isEqualTo("key part \"name\" of \"PK\" is empty");
                    });
        }

        world.user(1, "Anna");
        world.commit();
        sync();

        assertInLine();
        try (JobStore store = JobStore.open(job())) {
            assertThat(store.rejectLog().count(RejectLog.CHANGED)).isZero();
        }
    }

    @Test
    void moreRejectsThanAllowedEndTheRunAndAreRecorded() {
        world.user(1, "Ann");
        load();
        world.user(1, "");
        world.commit();
        limit = 0;

        assertThatThrownBy(this::sync)
                .isInstanceOf(FailedException.class)
                .hasMessageStartingWith("1 row was changed so that they cannot be mapped any more");
        assertThat(world.acknowledged).isZero();
    }

    @Test
    void withoutAPlaceToBeginAtNothingIsGuessed() {
        assertThatThrownBy(this::sync)
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(
                        "the state does not know from where on the source's changes have to be applied: the load"
                                + " did not run with \"sync\" in its job");
    }

    @Test
    void countsAreKeptOverRuns() {
        world.user(1, "Ann");
        load();
        world.user(1, "Anna");
        world.commit();
        sync();
        world.user(2, "Bob");
        world.commit();
        sync();

        try (JobStore store = JobStore.open(job())) {
            assertThat(store.syncLedger().standing().orElseThrow().counts()).isEqualTo(new Counts(2, 2, 4, 1));
        }
    }

    /** Killed at random moments, with transactions of all sizes, the target ends like the source. */
    @Test
    void whateverHappensAndWheneverItIsKilledTheTargetFollows() {
        long seed = System.nanoTime();
        System.out.println("rowlift.seed=" + seed + " SyncTest");
        Random random = new Random(seed);
        for (long id = 1; id <= 30; id++) {
            world.user(id, "user " + id);
            world.order(id, id);
        }
        world.commit();
        load();
        inMemory = 30;
        few = 15;
        for (int run = 0; run < 25; run++) {
            for (int transaction = random.nextInt(4); transaction >= 0; transaction--) {
                for (int change = random.nextInt(60); change >= 0; change--) {
                    change(random);
                }
                world.commit();
            }
            int moment = random.nextInt(12);
            int[] milestones = {0};
            try {
                sync(
                        new SyncListener() {
                            @Override
                            public void reached(Milestone milestone) {
                                if (milestones[0]++ == moment) {
                                    throw new IllegalStateException("killed");
                                }
                            }
                        },
                        new RunSignal());
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("killed");
            }
        }
        sync();

        assertInLine();
    }

    private void change(Random random) {
        long id = 1L + random.nextInt(40);
        switch (random.nextInt(6)) {
            case 0 -> world.order(id, null);
            case 1, 2 -> world.order(id, 1L + random.nextInt(4));
            case 3 -> world.user(id, null);
            case 4 -> {
                String name = "user " + id + " " + random.nextInt(5);
                if (!world.users.containsValue(name)) {
                    world.user(id, name);
                }
            }
            default -> swapNames(id, 1L + random.nextInt(40));
        }
    }

    /** As with a constraint that is checked at the end of the transaction. */
    private void swapNames(long one, long other) {
        String first = world.users.get(one);
        String second = world.users.get(other);
        if (first != null && second != null && one != other) {
            world.user(one, second);
            world.user(other, first);
        }
    }
}
