package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.RowKey;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {

    private final Fixture fixture = new Fixture(1000);
    private final RunSignal signal = new RunSignal();

    @TempDir
    private Path directory;

    @Test
    void everythingIsEqual() {
        Verification verification = verify(false);

        assertThat(verification.differences()).isZero();
        assertThat(verification.entities())
                .containsExactly(new VerifiedEntity("User", 1000, 0, 1000, 1000, 0, 0, 0, 0, 0, List.of(), List.of()));
        assertThat(verification.tables()).containsExactly(new VerifiedTable("main", 1000, 0, 0, List.of()));
    }

    @Test
    void findsAMissingItem() {
        fixture.target.remove(Fixture.key(700));

        VerifiedEntity user = verify(false).entities().get(0);

        assertThat(user.equal()).isEqualTo(999);
        assertThat(user.missing()).isEqualTo(1);
        assertThat(user.firstMissing()).containsExactly(new MissingItem(Fixture.key(700), row(700), false));
    }

    @Test
    void findsADifferentItemAndSaysWhere() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered"));

        Verification verification = verify(false);

        VerifiedEntity user = verification.entities().get(0);
        assertThat(user.different()).isEqualTo(1);
        assertThat(user.firstDifferent())
                .containsExactly(new DifferentItem(
                        Fixture.key(3),
                        row(3),
                        List.of(new AttributeDifference("text", AttributeDifference.Kind.DIFFERENT, null, null)),
                        false));
        assertThat(verification.differences()).isEqualTo(1);
    }

    @Test
    void findsAnExtraItem() {
        ItemKey extra = new ItemKey("main", new Value.Str("USER#1001"), null);
        fixture.target.put(extra, new Item("main", extra, Map.of("PK", extra.partition()), 10));

        Verification verification = verify(false);

        assertThat(verification.tables()).containsExactly(new VerifiedTable("main", 1001, 0, 1, List.of(extra)));
        assertThat(verification.differences()).isEqualTo(1);
    }

    @Test
    void namesOnlyTheFirstItemsButCountsAll() {
        fixture.target.clear();

        VerifiedEntity user = verify(false).entities().get(0);

        assertThat(user.missing()).isEqualTo(1000);
        assertThat(user.firstMissing()).hasSize(5);
    }

    /** Both rows render the very item that the target holds: nothing is missing, different or extra. */
    @Test
    void rowsThatShareOneItemAreNamed() {
        fixture.source.rows("users").put(7L, "same as 3");
        fixture.source.rows("users").put(3L, "same as 3");
        fixture.target.remove(Fixture.key(7));
        fixture.target.put(Fixture.key(3), Fixture.item(3, "same as 3"));

        Verification verification = verify(false);

        assertThat(verification.shared().items()).isEqualTo(1);
        Collision collision = verification.shared().first().get(0);
        assertThat(collision.key()).isEqualTo(Fixture.key(3));
        assertThat(List.of(collision.first().toString(), collision.second().toString()))
                .containsExactlyInAnyOrder("User(id=3)", "User(id=7)");
        assertThat(verification.entities().get(0).equal()).isEqualTo(1000);
        assertThat(verification.differences()).isEqualTo(1);
    }

    @Test
    void aRejectedRowHasNoItem() {
        fixture.source.rows("users").put(7L, "bad");
        fixture.target.remove(Fixture.key(7));

        Verification verification = verify(false);

        assertThat(verification.differences()).isZero();
        assertThat(verification.entities().get(0).rejected()).isEqualTo(1);
        assertThat(verification.entities().get(0).compared()).isEqualTo(999);
    }

    @Test
    void anItemOfARejectedRowIsExtra() {
        fixture.source.rows("users").put(7L, "bad");

        assertThat(verify(false).tables().get(0).firstExtra()).containsExactly(Fixture.key(7));
    }

    @Test
    void anExpiredItemMayBeAbsentOrPresent() {
        fixture.source.rows("users").put(7L, "old 7");
        fixture.source.rows("users").put(8L, "old 8");
        fixture.target.remove(Fixture.key(7));
        fixture.target.put(Fixture.key(8), Fixture.item(8, "old 8"));

        Verification verification = verify(false);

        assertThat(verification.differences()).isZero();
        assertThat(verification.entities().get(0).expired()).isEqualTo(1);
        assertThat(verification.entities().get(0).equal()).isEqualTo(999);
    }

    @Test
    void whatTheTargetDoesNotExpireIsMissing() {
        fixture.source.rows("users").put(7L, "old 7");
        fixture.target.remove(Fixture.key(7));
        fixture.expiry = null;

        VerifiedEntity user = verify(false).entities().get(0);

        assertThat(user.expired()).isZero();
        assertThat(user.missing()).isEqualTo(1);
    }

    @Test
    void dynamoDbKeepsItemsWhoseTimeHasBeenOverForFiveYearsOrIsNoNumber() {
        fixture.source.rows("users").put(7L, "ancient 7");
        fixture.source.rows("users").put(8L, "wordy 8");
        fixture.target.remove(Fixture.key(7));
        fixture.target.remove(Fixture.key(8));

        VerifiedEntity user = verify(false).entities().get(0);

        assertThat(user.expired()).isZero();
        assertThat(user.firstMissing())
                .containsExactly(
                        new MissingItem(Fixture.key(7), row(7), false), new MissingItem(Fixture.key(8), row(8), false));
    }

    @Test
    void inASharedTableOnlyOwnKeysCount() {
        ItemKey foreign = new ItemKey("main", new Value.Str("SESSION#1"), null);
        ItemKey own = new ItemKey("main", new Value.Str("USER#99999"), null);
        fixture.target.put(foreign, new Item("main", foreign, Map.of("PK", foreign.partition()), 10));
        fixture.target.put(own, new Item("main", own, Map.of("PK", own.partition()), 10));

        assertThat(verify(true).tables()).containsExactly(new VerifiedTable("main", 1002, 1, 1, List.of(own)));
    }

    @Test
    void leavesNothingButItsLock() {
        verify(false);

        assertThat(directory.resolve("scratch")).isDirectoryContaining("glob:**/lock");
        assertThat(directory.resolve("scratch").toFile().list()).containsExactly("lock");
    }

    @Test
    void showsValuesThatDifferWhenAsked() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered"));

        VerifiedEntity user = verify(false, 0, true).entities().get(0);

        assertThat(user.firstDifferent().get(0).attributes())
                .containsExactly(new AttributeDifference(
                        "text", AttributeDifference.Kind.DIFFERENT, new Value.Str("row 3"), new Value.Str("tampered")));
    }

    /** Source and target are not read at one moment. */
    @Test
    void whatChangesBetweenTheTwoReadsIsNoDifference() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "new"));
        AtomicInteger fetches = new AtomicInteger();
        fixture.afterFetch = keys -> {
            if (keys.contains(Fixture.key(3)) && fetches.incrementAndGet() == 1) {
                fixture.source.rows("users").put(3L, "new");
            }
        };

        assertThat(verify(false).differences()).isZero();
    }

    @Test
    void aRowThatChangesWhileItIsLookedAtHasChangedSinceTheLoad() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered"));
        fixture.target.put(Fixture.key(4), Fixture.item(4, "tampered"));
        AtomicInteger fetches = new AtomicInteger();
        fixture.afterFetch = keys -> {
            if (keys.contains(Fixture.key(3)) && fetches.incrementAndGet() == 1) {
                fixture.source.rows("users").put(3L, "new");
            }
        };

        VerifiedEntity user = verify(false).entities().get(0);

        assertThat(user.changed()).isEqualTo(1);
        assertThat(user.firstDifferent())
                .extracting(item -> item.row() + " " + item.changed())
                .containsExactly("(id=3) true", "(id=4) false");
    }

    @Test
    void anItemOfARowThatIsGoneByNowIsExtra() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered"));
        fixture.target.remove(Fixture.key(4));
        fixture.afterFetch = keys -> {
            if (keys.contains(Fixture.key(3))) {
                fixture.source.rows("users").remove(3L);
                fixture.source.rows("users").remove(4L);
            }
        };

        Verification verification = verify(false);

        assertThat(verification.entities().get(0).missing()).isZero();
        assertThat(verification.tables())
                .containsExactly(new VerifiedTable("main", 999, 0, 1, List.of(Fixture.key(3))));
        assertThat(verification.differences()).isEqualTo(1);
    }

    /** The target is right all the time: it is written at the moment at which the source is. */
    @Test
    void rowsThatSwapAKeyBetweenTheTwoLooksDifferInNothing() {
        fixture.source.rows("users").put(3L, "same as 4");
        fixture.source.rows("users").put(4L, "same as 3");
        fixture.target.put(Fixture.key(3), Fixture.item(3, "not yet the same as 3"));
        fixture.target.put(Fixture.key(4), Fixture.item(4, "same as 4"));
        AtomicInteger fetches = new AtomicInteger();
        fixture.afterFetch = keys -> {
            if (keys.contains(Fixture.key(3)) && fetches.incrementAndGet() == 1) {
                fixture.source.rows("users").put(3L, "row 3");
                fixture.source.rows("users").put(4L, "row 4");
                fixture.target.put(Fixture.key(3), Fixture.item(3, "row 3"));
                fixture.target.put(Fixture.key(4), Fixture.item(4, "row 4"));
            }
        };

        assertThat(verify(false).differences()).isZero();
    }

    @Test
    void aRowThatArrivesWithItsItemDuringTheComparisonIsNoDifference() {
        AtomicBoolean arrived = new AtomicBoolean();
        fixture.beforeScan = () -> {
            synchronized (fixture) {
                if (arrived.compareAndSet(false, true)) {
                    fixture.source.rows("users").put(5000L, "new");
                    fixture.target.put(Fixture.key(5000), Fixture.item(5000, "new"));
                }
            }
        };

        // one worker: the target's map is no concurrent one
        Verification verification = verify(options(false, 0, false, 1));

        assertThat(verification.tables().get(0).extra()).isZero();
        assertThat(verification.differences()).isZero();
    }

    /** The comparison was stopped, and goes on when the items' time is over. */
    @Test
    void anItemThatExpiresWhileItIsComparedIsNotMissing() {
        Instant began = Instant.parse("2026-01-01T00:00:00Z");
        Expiry expiry = new Expiry(Map.of("main", "expires"), began, () -> began.plusSeconds(10));

        assertThat(expiry.over(expiring(began.plusSeconds(10)))).isTrue();
        assertThat(expiry.over(expiring(began.plusSeconds(11)))).isFalse();
        assertThat(expiry.over(expiring(Instant.parse("2021-01-01T00:00:00Z")))).isTrue();
        assertThat(expiry.over(expiring(Instant.parse("2020-12-31T23:59:59Z")))).isFalse();
    }

    private static Item expiring(Instant end) {
        Value seconds = new Value.Num(Long.toString(end.getEpochSecond()));
        return new Item("main", Fixture.key(1), Map.of("PK", new Value.Str("USER#1"), "expires", seconds), 20);
    }

    @Test
    void goesOnAfterAStopAndEndsWithTheSameAnswer() {
        corrupt();
        Verification undisturbed = verify(false);
        AtomicInteger chunks = new AtomicInteger();
        int stops = 0;
        fixture.source.beforeRead(chunks::incrementAndGet);
        Verification found = null;
        while (found == null) {
            RunSignal stop = new RunSignal();
            AtomicInteger left = new AtomicInteger(12);
            AtomicInteger scans = new AtomicInteger(4);
            fixture.afterFetch = keys -> stopAtZero(left, stop);
            fixture.beforeScan = () -> stopAtZero(scans, stop);
            try (Verifier verifier = open(options(false, 0, false), stop)) {
                found = verifier.compare(VerifyListener.SILENT);
            } catch (StoppedException e) {
                stops++;
            }
        }

        assertThat(stops).isGreaterThan(2);
        assertThat(chunks.get()).as("what was done is not done again").isLessThan(100);
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("duration", "notices", "began")
                .isEqualTo(undisturbed);
    }

    private static void stopAtZero(AtomicInteger left, RunSignal stop) {
        if (left.decrementAndGet() == 0) {
            stop.stop();
        }
    }

    private void corrupt() {
        for (long id = 1; id <= 1000; id += 37) {
            fixture.target.remove(Fixture.key(id));
            fixture.target.put(Fixture.key(id + 5), Fixture.item(id + 5, "tampered"));
            fixture.target.put(Fixture.key(2000 + id), Fixture.item(2000 + id, "extra"));
        }
    }

    @Test
    void beginsAgainWhenWhatIsComparedIsAnother() {
        fixture.afterFetch = keys -> signal.stop();
        assertThatThrownBy(() -> verify(false)).isInstanceOf(StoppedException.class);
        fixture.afterFetch = keys -> {};
        fixture.source.rows("users").put(0L, "row 0");

        VerifyOptions options = options(false, 0, false);
        VerifyOptions other = new VerifyOptions(
                options.workers(),
                options.chunk(),
                options.rangeRows(),
                options.segmentItems(),
                0,
                5,
                false,
                false,
                false,
                false,
                "other",
                List.of(),
                options.directory());
        try (Verifier verifier = open(other, new RunSignal())) {
            assertThat(verifier.compare(VerifyListener.SILENT).entities().get(0).rows())
                    .isEqualTo(1001);
        }
    }

    @Test
    void oneComparisonOfAJobAtATime() {
        VerifyOptions options = options(false, 0, false);
        try (Verifier first = open(options, signal)) {
            assertThatThrownBy(() -> open(options, signal))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("another comparison of this job is running: it has \"" + directory.resolve("scratch")
                            + "\" open; wait for its end");
            assertThat(first.compare(VerifyListener.SILENT).differences()).isZero();
        }
    }

    @Test
    void aSampleIsSpreadAndHasTheFirstAndTheLastRow() {
        fixture.target.clear();

        Verification verification = verify(false, 20, false);

        VerifiedEntity user = verification.entities().get(0);
        assertThat(user.rows()).isEqualTo(21);
        assertThat(user.missing()).isEqualTo(21);
        assertThat(user.firstMissing())
                .extracting(item -> item.row().toString())
                .containsExactly("(id=1)", "(id=51)", "(id=101)", "(id=151)", "(id=201)");
        assertThat(verification.tables()).isEmpty();
        assertThat(verification.notCompared())
                .containsExactly(
                        "rows that are not in the sample",
                        "items that no row makes",
                        "what indexes hold, but for what the access patterns read");
        fixture.target.put(Fixture.key(1000), Fixture.item(1000, "row 1000"));
        assertThat(verify(false, 20, false).entities().get(0).equal()).isEqualTo(1);
    }

    @Test
    void aSampleThatIsLargerThanTheEntityIsEverything() {
        assertThat(verify(false, 5000, false).entities().get(0).equal()).isEqualTo(1000);
    }

    @Test
    void stopsWhenAsked() {
        AtomicInteger chunks = new AtomicInteger();
        fixture.source.beforeRead(() -> {
            if (chunks.incrementAndGet() == 3) {
                signal.stop();
            }
        });

        assertThatThrownBy(() -> verify(false))
                .isInstanceOf(StoppedException.class)
                .hasMessage("the comparison was stopped");
        assertThat(chunks.get()).isLessThan(10);
    }

    @Test
    void endsWithTheFirstFailureOfARange() {
        AtomicInteger chunks = new AtomicInteger();
        fixture.source.beforeRead(() -> {
            if (chunks.incrementAndGet() == 3) {
                throw new FailedException("the source is gone", null, null);
            }
        });

        assertThatThrownBy(() -> verify(false))
                .isInstanceOf(FailedException.class)
                .hasMessage("the source is gone");
    }

    @Test
    void saysThatTheScratchDirectoryCannotBeUsed() throws Exception {
        Path file = Files.writeString(directory.resolve("scratch"), "a file");

        assertThatThrownBy(() -> verify(false))
                .isInstanceOf(FailedException.class)
                .hasMessage("the directory \"" + file
                        + "\" cannot be used (FileSystemException); it needs 32 bytes for"
                        + " each expected item; check its permissions and the free space on its disk, and run the same"
                        + " command again");
    }

    @Test
    void removesWhatAKilledProcessWasWriting() throws Exception {
        Path left = Files.createFile(
                Files.createDirectories(directory.resolve("scratch")).resolve("growing123.tmp"));
        AtomicBoolean there = new AtomicBoolean();
        fixture.source.beforeRead(() -> there.set(Files.exists(left)));

        try (Verifier verifier = open(options(false, 0, false), signal)) {
            verifier.compare(VerifyListener.SILENT);
        }

        assertThat(there).isFalse();
        assertThat(left).doesNotExist();
    }

    private Verification verify(boolean shared) {
        return verify(shared, 0, false);
    }

    private Verification verify(boolean shared, int sample, boolean showValues) {
        return verify(options(shared, sample, showValues));
    }

    private Verification verify(VerifyOptions options) {
        try (Verifier verifier = open(options, signal)) {
            Verification verification = verifier.compare(VerifyListener.SILENT);
            verifier.forget();
            return verification;
        }
    }

    private VerifyOptions options(boolean shared, int sample, boolean showValues) {
        return options(shared, sample, showValues, 3);
    }

    private VerifyOptions options(boolean shared, int sample, boolean showValues, int workers) {
        return new VerifyOptions(
                workers,
                50,
                200,
                100,
                sample,
                5,
                showValues,
                shared,
                false,
                false,
                "stamp",
                List.of(),
                directory.resolve("scratch"));
    }

    private Verifier open(VerifyOptions options, RunSignal how) {
        return Verifier.open(fixture.mapping, fixture.readings(), fixture, options, how);
    }

    private static RowKey row(long id) {
        return new RowKey(List.of("id"), List.of(Long.toString(id)));
    }
}
