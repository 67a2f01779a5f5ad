package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.endurance.KillIT.Hit;
import io.rowlift.endurance.Shop.Migrated;
import io.rowlift.program.Program;
import io.rowlift.program.Program.Running;
import io.rowlift.target.testing.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Kills runs of one migration, at moments spread over start, load and end. A moment cannot be drawn from a run's whole
 * duration alone: on a busy machine nearly all of them would fall into the start of the virtual machine.
 */
final class Killer {

    private final FaultProxy proxy;
    private final Migrated migrated;
    private final Undisturbed undisturbed;
    private final Random random;
    private final Map<Hit, Integer> counts = new EnumMap<>(Hit.class);

    Killer(FaultProxy proxy, Migrated migrated, Undisturbed undisturbed, Random random) {
        this.proxy = proxy;
        this.migrated = migrated;
        this.undisturbed = undisturbed;
        this.random = random;
    }

    Map<Hit, Integer> counts() {
        return counts;
    }

    /** Starts the command and kills it; returns false when it ended before. */
    boolean hits() throws IOException, InterruptedException {
        long before = proxy.puts(migrated.table());
        try (Running run = migrated.start()) {
            int dice = random.nextInt(10);
            Duration moment;
            if (dice < 4) {
                moment = upTo(undisturbed.start().toMillis());
            } else if (dice < 8) {
                await(run, () -> proxy.puts(migrated.table()) > before);
                moment = upTo(400);
            } else {
                await(run, this::everythingWritten);
                moment = upTo(120);
            }
            if (run.endsWithin(moment) || !run.kill()) {
                Program.Answer answer = run.answer();
                assertThat(answer.exit()).as(answer.err()).isZero();
                return false;
            }
            counts.merge(hit(before), 1, Integer::sum);
            return true;
        }
    }

    private Hit hit(long before) {
        if (everythingWritten()) {
            return Hit.AFTER_THE_LAST_ITEM;
        }
        return proxy.puts(migrated.table()) == before ? Hit.BEFORE_ITS_FIRST_WRITE : Hit.DURING_THE_LOAD;
    }

    private boolean everythingWritten() {
        return proxy.putsByKey(migrated.table()).size() == undisturbed.items().size();
    }

    private Duration upTo(long millis) {
        return Duration.ofMillis(random.nextLong(millis + 1));
    }

    private static void await(Running run, BooleanSupplier moment) throws InterruptedException {
        while (run.process().isAlive() && !moment.getAsBoolean()) {
            Thread.sleep(5);
        }
    }
}
