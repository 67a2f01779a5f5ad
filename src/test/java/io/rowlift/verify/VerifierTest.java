package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.RowKey;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                .containsExactly(new VerifiedEntity("User", 1000, 0, 1000, 1000, 0, 0, 0, List.of(), List.of()));
        assertThat(verification.tables()).containsExactly(new VerifiedTable("main", 1000, 0, 0, List.of()));
    }

    @Test
    void findsAMissingItem() {
        fixture.target.remove(Fixture.key(700));

        VerifiedEntity user = verify(false).entities().get(0);

        assertThat(user.equal()).isEqualTo(999);
        assertThat(user.missing()).isEqualTo(1);
        assertThat(user.firstMissing()).containsExactly(new MissingItem(Fixture.key(700), row(700)));
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
                        List.of(new AttributeDifference("text", new Value.Str("row 3"), new Value.Str("tampered")))));
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

        assertThat(verification.shared()).hasSize(1);
        Collision collision = verification.shared().get(0);
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
                .containsExactly(new MissingItem(Fixture.key(7), row(7)), new MissingItem(Fixture.key(8), row(8)));
    }

    @Test
    void inASharedTableOnlyOwnKeysCount() {
        ItemKey foreign = new ItemKey("main", new Value.Str("SESSION#1"), null);
        ItemKey own = new ItemKey("main", new Value.Str("USER#x"), null);
        fixture.target.put(foreign, new Item("main", foreign, Map.of("PK", foreign.partition()), 10));
        fixture.target.put(own, new Item("main", own, Map.of("PK", own.partition()), 10));

        assertThat(verify(true).tables()).containsExactly(new VerifiedTable("main", 1002, 1, 1, List.of(own)));
    }

    @Test
    void leavesNothingInTheScratchDirectory() {
        verify(false);

        assertThat(directory.resolve("scratch")).isEmptyDirectory();
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
                        + "\" cannot be used (FileAlreadyExistsException); it needs 32 bytes for"
                        + " each expected item; make room and verify again");
    }

    private Verification verify(boolean shared) {
        VerifyOptions options = new VerifyOptions(3, 50, 200, 5, shared, List.of(), directory.resolve("scratch"));
        return new Verifier(fixture.mapping, fixture.readings(), fixture, options, signal)
                .compare(VerifyListener.SILENT);
    }

    private static RowKey row(long id) {
        return new RowKey(List.of("id"), List.of(id));
    }
}
