package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.servers.Servers;
import io.rowlift.target.testing.Fault;
import io.rowlift.target.testing.FaultPlan;
import io.rowlift.target.testing.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An endpoint that breaks down in every way that is known, between the target and DynamoDB Local. */
@Timeout(60)
class FaultsIT {

    static final Timing FAST = new Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofMillis(5),
            Duration.ofSeconds(10));

    private static final String BATCH = "BatchWriteItem";

    private final String table = Designs.unique();
    private final RunSignal signal = new RunSignal();
    private FaultProxy proxy;
    private DynamoDbTarget target;

    @BeforeEach
    void open() {
        proxy = FaultProxy.start(Servers.dynamodb().endpoint(), FaultPlan.none());
        target = open(FAST);
        target.prepare();
    }

    private DynamoDbTarget open(Timing timing) {
        return DynamoDbTarget.open(
                Designs.settings(proxy.endpoint(), table),
                Designs.mapping(Designs.withoutIndex()),
                Designs.OWNER,
                signal,
                timing);
    }

    @AfterEach
    void close() {
        target.close();
        proxy.close();
    }

    private static List<Item> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> item("USER#" + i, "PROFILE", "n", i, "text", "x".repeat(i % 500)))
                .toList();
    }

    private Map<ItemKey, Item> stored(List<Item> items) {
        return target.reader().fetch(items.stream().map(Item::key).toList());
    }

    private static Map<ItemKey, Item> byKey(List<Item> items) {
        return items.stream().collect(Collectors.toMap(Item::key, item -> item));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EXPIRED", "DENIED", "INVALID"},
            mode = EnumSource.Mode.EXCLUDE)
    void failure2_everyItemGetsThroughWhateverHappensToTheLastBatch(Fault fault) {
        proxy.plan(FaultPlan.script(BATCH, fault, fault, fault));
        List<Item> items = items(30);

        assertThat(target.write(items)).isEqualTo(30);

        assertThat(stored(items)).isEqualTo(byKey(items));
        assertThat(target.traffic().written()).isEqualTo(30);
        assertThat(proxy.putsByKey(table)).hasSize(30);
    }

    @Test
    void failure2_unprocessedItemsAreSentAgainAloneAndNothingElse() {
        proxy.plan(FaultPlan.script(BATCH, Fault.SOME_UNPROCESSED, Fault.ALL_UNPROCESSED, Fault.SOME_UNPROCESSED));
        List<Item> items = items(25);

        assertThat(target.write(items)).isEqualTo(25);

        assertThat(proxy.requests(BATCH)).isEqualTo(4);
        assertThat(proxy.putsByKey(table).values()).containsOnly(1L).hasSize(25);
        assertThat(target.traffic().setbacks()).isEqualTo(3);
    }

    @Test
    void whatIsSentAloneAfterARefusalIsCountedOnce() {
        proxy.plan(FaultPlan.script(BATCH, Fault.SOME_UNPROCESSED, Fault.INVALID));
        List<Item> items = items(25);

        assertThat(target.write(items)).isEqualTo(25);

        assertThat(stored(items)).isEqualTo(byKey(items));
    }

    @Test
    void aRequestThatWasAppliedUnnoticedIsRepeatedWithoutHarm() {
        proxy.plan(FaultPlan.script(BATCH, Fault.ERROR_AFTER, Fault.DROPPED_AFTER));
        List<Item> items = items(3);

        assertThat(target.write(items)).isEqualTo(3);

        assertThat(proxy.putsByKey(table).values()).containsExactly(3L, 3L, 3L);
        assertThat(stored(items)).isEqualTo(byKey(items));
        assertThat(target.traffic().written()).isEqualTo(3);
    }

    @Test
    void anExpiryThatWasSwitchedOnUnnoticedIsNotAFailure() {
        String expiring = Designs.unique();
        try (DynamoDbTarget shop = DynamoDbTarget.open(
                Designs.settings(proxy.endpoint(), expiring),
                Designs.mapping(Designs.shop()),
                Designs.OWNER,
                signal,
                FAST)) {
            shop.prepare();
            proxy.plan(FaultPlan.script("UpdateTimeToLive", Fault.ERROR_AFTER, Fault.DROPPED_BEFORE));

            shop.complete();

            assertThat(proxy.requests("UpdateTimeToLive")).isEqualTo(3);
            assertThat(shop.check(false)).isEmpty();
        }
    }

    @Test
    void everyItemGetsThroughARandomStormFromSeveralThreads() throws Exception {
        proxy.plan(FaultPlan.random(
                42,
                BATCH,
                Map.of(
                        Fault.THROTTLED, 0.1,
                        Fault.SOME_UNPROCESSED, 0.2,
                        Fault.ALL_UNPROCESSED, 0.05,
                        Fault.ERROR_BEFORE, 0.05,
                        Fault.ERROR_AFTER, 0.05,
                        Fault.DROPPED_BEFORE, 0.05,
                        Fault.DROPPED_AFTER, 0.05,
                        Fault.UNAVAILABLE, 0.02)));
        List<Item> items = items(1000);

        List<CompletableFuture<Void>> callers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> target.write(items.subList(i * 250, i * 250 + 250))))
                .toList();
        for (CompletableFuture<Void> caller : callers) {
            caller.get();
        }

        assertThat(stored(items)).isEqualTo(byKey(items));
        assertThat(target.traffic().written()).isEqualTo(1000);
    }

    @Test
    void expiredCredentialsEndTheRunWhichCanBeContinued() {
        proxy.plan(FaultPlan.always(BATCH, Fault.EXPIRED));

        assertThatThrownBy(() -> target.write(items(60)))
                .isInstanceOf(FailedException.class)
                .hasMessage("the AWS credentials have expired; renew them, then run the same command again: it goes on"
                        + " where it stopped");
        assertThat(target.traffic().written()).isZero();
    }

    @Test
    void aMissingPermissionIsNamed() {
        proxy.plan(FaultPlan.always(BATCH, Fault.DENIED));

        assertThatThrownBy(() -> target.write(items(1)))
                .isInstanceOf(FailedException.class)
                .hasMessage("the AWS credentials do not allow BatchWriteItem on table \"" + table + "\"; allow the"
                        + " action dynamodb:BatchWriteItem on the table and its indexes, then run the same command"
                        + " again: it goes on where it stopped");
    }

    @Test
    void theServicesWordsAreNotRepeatedBecauseTheyCanQuoteValues() {
        proxy.plan(FaultPlan.always(BATCH, Fault.INVALID));

        assertThatThrownBy(() -> target.write(items(1)))
                .isInstanceOf(FailedException.class)
                .hasMessage("BatchWriteItem on table \"" + table + "\": item (PK=USER#0, SK=PROFILE) was refused:"
                        + " ValidationException; mend the row or its mapping, then run the same command again: it goes"
                        + " on where it stopped");
    }

    @Test
    void theItemToBlameIsFoundAndTheOthersAreWritten() {
        List<Item> items = new java.util.ArrayList<>(items(10));
        items.add(5, item("USER#bad", "", "n", 1));

        assertThatThrownBy(() -> target.write(items))
                .isInstanceOf(FailedException.class)
                .hasMessage("BatchWriteItem on table \"" + table + "\": item (PK=USER#bad, SK=) was refused:"
                        + " ValidationException (The AttributeValue for a key attribute cannot contain an empty string"
                        + " value); mend the row or its mapping, then run the same command again: it goes on where it"
                        + " stopped");
        assertThat(stored(items.subList(0, 5))).hasSize(5);
    }

    @Test
    void aTableThatIsGoneEndsTheRun() {
        try (DynamoDbTarget other = DynamoDbTarget.open(
                Designs.settings(proxy.endpoint(), "no-such-table"),
                Designs.mapping(Designs.withoutIndex()),
                Designs.OWNER,
                signal,
                FAST)) {
            assertThatThrownBy(() -> other.write(items(1)))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("BatchWriteItem on table \"no-such-table\": the table does not exist; if it was deleted"
                            + " on purpose, load everything again with rowlift migrate JOB --restart");
        }
    }

    @Test
    void aStopEndsTheWaitForARetry() {
        proxy.plan(FaultPlan.always(BATCH, Fault.THROTTLED));
        CompletableFuture<Void> write = CompletableFuture.runAsync(() -> target.write(items(100)));
        waitForRequests(20);

        signal.stop();

        assertThatThrownBy(write::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StoppedException.class)
                .cause()
                .hasMessage("stopped while waiting");
        assertThat(target.traffic().written()).isZero();
    }

    @Test
    void aStopDoesNotKeepWorkInHandFromBeingFinished() {
        signal.stop();
        List<Item> items = items(100);

        target.write(items);

        assertThat(stored(items)).isEqualTo(byKey(items));
    }

    @Test
    void afterAnAbortNothingIsSent() {
        signal.abort(new FailedException("the lease was lost", null, null));

        assertThatThrownBy(() -> target.write(items(100)))
                .isInstanceOf(FailedException.class)
                .hasMessage("the lease was lost");
        assertThat(proxy.requests(BATCH)).isZero();
    }

    @Test
    void anEndpointThatWasNeverThereIsNotWaitedFor() {
        proxy.close();
        try (DynamoDbTarget other = open(FAST)) {
            assertThatThrownBy(() -> other.check(false))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("cannot reach DynamoDB at " + proxy.endpoint() + ": no connection; check \"region\" and"
                            + " \"endpoint\" in the job file, the network and its proxies");
        }
    }

    @Test
    void anEndpointThatWasThereIsWaitedForUntilPatienceEnds() {
        Timing impatient = new Timing(
                FAST.connect(),
                FAST.silence(),
                FAST.attempt(),
                FAST.firstWait(),
                FAST.longestWait(),
                FAST.poll(),
                Duration.ofMillis(300));
        try (DynamoDbTarget other = open(impatient)) {
            other.write(items(1));
            proxy.plan(FaultPlan.always(BATCH, Fault.ERROR_BEFORE));

            assertThatThrownBy(() -> other.write(items(1)))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("DynamoDB at " + proxy.endpoint() + " does not answer any more: BatchWriteItem on table"
                            + " \"" + table + "\": HTTP 500; when it is back, run the same command again: it goes on"
                            + " where it stopped");
            assertThat(proxy.requests(BATCH)).isGreaterThan(5);
        }
    }

    private void waitForRequests(int count) {
        while (proxy.requests(BATCH) < count) {
            Thread.onSpinWait();
        }
    }
}
