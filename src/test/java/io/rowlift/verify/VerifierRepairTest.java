package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.verify.Verification.Repair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierRepairTest {

    private final Fixture fixture = new Fixture(1000);

    @TempDir
    private Path directory;

    /** The segments that were read before it do not tell foreign items from extra ones. */
    @Test
    void whatWasFoundBeforeTablesWereSaidToBeSharedIsForgotten() {
        ItemKey foreign = new ItemKey("main", new Value.Str("SESSION#1"), null);
        put(foreign);
        compare(false);

        Verification mended = repairAndPrune(true);

        assertThat(fixture.target.containsKey(foreign)).isTrue();
        assertThat(mended.tables()).containsExactly(new VerifiedTable("main", 1001, 1, 0, List.of()));
        assertThat(mended.left()).isZero();
    }

    /** None of the rows' items is right: whichever is written, another one is lost. */
    @Test
    void noItemThatSeveralRowsMakeIsWrittenHoweverManyThereAre() {
        Fixture many = new Fixture(0);
        for (long id = 1; id <= 24_000; id++) {
            many.source.rows("users").put(id, "same as " + (id % 2 == 0 ? id - 1 : id));
        }
        for (long id = 1; id <= 24_000; id += 2) {
            many.target.put(Fixture.key(id), Fixture.item(id, "another one's"));
        }

        Verification mended = repair(many, options(false, 0, true), null);

        assertThat(mended.shared().items()).isEqualTo(12_000);
        assertThat(mended.shared().first()).hasSize(5);
        assertThat(many.target.values())
                .allMatch(item -> item.attributes().get("text").equals(new Value.Str("another one's")));
        assertThat(mended.left()).isEqualTo(12_000);
    }

    @Test
    void anItemThatSeveralRowsMakeIsLeftOnce() {
        fixture.source.rows("users").put(1L, "same as 2");
        fixture.target.remove(Fixture.key(1));
        fixture.target.put(Fixture.key(2), Fixture.item(2, "another one's"));

        Verification mended = repair(fixture, options(false, 0, true), null);

        assertThat(mended.repair().left()).isZero();
        assertThat(mended.left()).isEqualTo(1);
    }

    @Test
    void aSampleIsNotMended() {
        fixture.source.rows("users").put(1L, "same as 2");
        fixture.target.remove(Fixture.key(1));

        assertThatThrownBy(() -> repair(fixture, options(false, 20, true), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sample does not tell which items several rows make");
        assertThat(fixture.target.get(Fixture.key(2))).isEqualTo(Fixture.item(2, "row 2"));
    }

    /** The process was killed after it had mended everything, and before it said so. */
    @Test
    void whatWasFoundBeforeARepairIsForgotten() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered"));
        put(Fixture.key(2000));
        assertThat(repairAndPrune(false).left()).isZero();

        assertThat(compare(false).differences()).isZero();
    }

    @Test
    void aRepairGoesOnWithWhatItFoundBefore() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered"));
        repairAndPrune(false);
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered again"));

        assertThat(repairAndPrune(false).repair().written()).isEqualTo(1);
    }

    /** What is written now is not all that was mended, and what was removed before is in a file of then. */
    @Test
    void aRepairThatGoesOnTellsWhatWasMendedBefore() {
        fixture.target.put(Fixture.key(3), Fixture.item(3, "tampered"));
        put(Fixture.key(2000));
        Path first = directory.resolve("exports/main.json");
        assertThat(repairAndPrune(false).repair()).isEqualTo(new Repair(1, 1, 0, 0, 0, List.of(first)));
        fixture.target.remove(Fixture.key(3));

        Verification again = repair(fixture, options(false, 0, true), directory.resolve("exports2"));

        assertThat(again.repair()).isEqualTo(new Repair(1, 0, 0, 1, 0, List.of(first)));
        assertThat(repairAndPrune(false).repair()).isEqualTo(new Repair(0, 0, 0, 2, 0, List.of(first)));
    }

    @Test
    void whatIsNotWrittenIsNotRemoved() throws IOException {
        put(Fixture.key(2000));
        Path exports = Files.writeString(directory.resolve("exports"), "a file");

        assertThatThrownBy(() -> repairAndPrune(false))
                .isInstanceOf(FailedException.class)
                .hasMessage("the file \"" + exports.resolve("main.json") + "\", which items are written to before they"
                        + " are removed, cannot be used (FileSystemException); check the permissions of its directory;"
                        + " what is not written is not removed");
        assertThat(fixture.target).containsKey(Fixture.key(2000));
    }

    /** The process was killed while it removed items. */
    @Test
    void aFileThatWasLeftHalfWrittenKeepsItsWholeLines() throws IOException {
        put(Fixture.key(2000));
        repairAndPrune(false);
        Path file = directory.resolve("exports/main.json");
        Files.move(file, directory.resolve("exports/main.json.part"));
        Files.writeString(directory.resolve("exports/main.json.part"), "{\"Item\":{\"PK", StandardOpenOption.APPEND);

        Verification again = repair(fixture, options(false, 0, true), directory.resolve("exports2"));

        assertThat(file).hasContent("{\"Item\":{\"PK\":{\"S\":\"USER#2000\"}}}\n");
        assertThat(directory.resolve("exports").toFile().list()).containsExactly("main.json");
        assertThat(again.repair().files()).containsExactly(file);
    }

    @Test
    void saysHowOldIsWhatItRemembers() {
        compare(false);

        List<String> notices = compare(false).notices();

        assertThat(notices).hasSize(1);
        assertThat(notices.get(0))
                .matches(
                        "this comparison goes on with one that began at [0-9T:-]+Z: 5 of 5 ranges of rows were compared"
                                + " before and are not looked at again; \"--restart\" looks at everything again");
    }

    /** A row arrives after the source was asked whose the items are, and its item is written anew. */
    @Test
    void anExtraItemThatChangedMeanwhileIsNotRemoved() {
        ItemKey extra = Fixture.key(2000);
        put(extra);
        Item anew = Fixture.item(2000, "new");
        AtomicInteger sweeps = new AtomicInteger();
        fixture.source.beforeRead(() -> {
            if (fixture.pruning && sweeps.incrementAndGet() == 10) {
                fixture.target.put(extra, anew);
            }
        });

        Verification mended = repairAndPrune(false);

        assertThat(fixture.target.get(extra)).isEqualTo(anew);
        assertThat(mended.repair().pruned()).isZero();
        assertThat(mended.left()).isEqualTo(1);
    }

    private void put(ItemKey key) {
        fixture.target.put(key, new Item("main", key, Map.of("PK", key.partition()), 10));
    }

    private Verification compare(boolean shared) {
        try (Verifier verifier = open(fixture, options(shared, 0, false))) {
            return verifier.compare(VerifyListener.SILENT);
        }
    }

    private Verification repairAndPrune(boolean shared) {
        return repair(fixture, options(shared, 0, true), directory.resolve("exports"));
    }

    private static Verification repair(Fixture fixture, VerifyOptions options, @Nullable Path exports) {
        try (Verifier verifier = open(fixture, options)) {
            Verification found = verifier.compare(VerifyListener.SILENT);
            fixture.pruning = true;
            return verifier.repair(found, fixture.writer(), exports);
        }
    }

    private VerifyOptions options(boolean shared, int sample, boolean repair) {
        return new VerifyOptions(
                3,
                50,
                200,
                100,
                sample,
                5,
                false,
                shared,
                repair,
                false,
                "stamp",
                List.of(),
                directory.resolve("scratch"));
    }

    private static Verifier open(Fixture fixture, VerifyOptions options) {
        return Verifier.open(fixture.mapping, fixture.readings(), fixture, options, new RunSignal());
    }
}
