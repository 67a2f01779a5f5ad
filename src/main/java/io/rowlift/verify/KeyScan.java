package io.rowlift.verify;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the keys of one table of the target. */
final class KeyScan implements Consumer<ItemKey> {

    private static final int REPORT_EVERY = 1000;

    private final TableTally tally;
    private final @Nullable OwnKeys own;
    private final ExpectedKeys expected;
    private final RunSignal signal;
    private final VerifyListener listener;
    private int sinceReport;

    /**
     * Begins a table.
     *
     * @param own tells which keys count in a shared table; null when all of them do
     */
    KeyScan(TableTally tally, @Nullable OwnKeys own, ExpectedKeys expected, RunSignal signal, VerifyListener listener) {
        this.tally = tally;
        this.own = own;
        this.expected = expected;
        this.signal = signal;
        this.listener = listener;
    }

    @Override
    public synchronized void accept(ItemKey key) {
        if (signal.stopRequested()) {
            throw new StoppedException("the comparison was stopped");
        }
        tally.item();
        if (own != null && !own.contain(key)) {
            tally.foreign();
            return;
        }
        try {
            if (!expected.contain(KeyHash.of(key))) {
                tally.extra(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (++sinceReport == REPORT_EVERY) {
            listener.scanned(REPORT_EVERY);
            sinceReport = 0;
        }
    }
}
