package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private void put(ItemKey key) {
        fixture.target.put(key, new Item("main", key, Map.of("PK", key.partition()), 10));
    }

    private Verification compare(boolean shared) {
        try (Verifier verifier = open(options(shared, 0))) {
            return verifier.compare(VerifyListener.SILENT);
        }
    }

    private Verification repairAndPrune(boolean shared) {
        try (Verifier verifier = open(options(shared, 0))) {
            Verification found = verifier.compare(VerifyListener.SILENT);
            return verifier.repair(found, fixture.writer(), directory.resolve("exports"));
        }
    }

    private VerifyOptions options(boolean shared, int sample) {
        return new VerifyOptions(
                3, 50, 200, 100, sample, 5, false, shared, false, "stamp", List.of(), directory.resolve("scratch"));
    }

    private Verifier open(VerifyOptions options) {
        return Verifier.open(fixture.mapping, fixture.readings(), fixture, options, new RunSignal());
    }
}
