package io.rowlift.cli.console;

import io.rowlift.report.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast something goes just now: over the last ten seconds. Safe for use by several threads. */
final class RateMeter {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private record Sample(Instant at, double total) {}

    private final InstantSource clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private double total;

    RateMeter(InstantSource clock) {
        this.clock = clock;
        samples.add(new Sample(clock.instant(), 0));
    }

    /** Forgets what was before, for example a phase in which nothing could be added. */
    synchronized void restart() {
        samples.clear();
        samples.add(new Sample(clock.instant(), total));
    }

    synchronized void add(double amount) {
        total += amount;
        Instant now = clock.instant();
        samples.add(new Sample(now, total));
        forgetBefore(now.minus(WINDOW));
    }

    /** Returns the amount per second; slower and slower while nothing is added. */
    synchronized double perSecond() {
        Instant now = clock.instant();
        forgetBefore(now.minus(WINDOW));
        Sample first = samples.getFirst();
        return Figures.perSecond(total - first.total(), Duration.between(first.at(), now));
    }

    /** Keeps one sample from before the window: its total is where the window begins. */
    private void forgetBefore(Instant begin) {
        while (samples.size() > 1 && isFollowedByOneBefore(begin)) {
            samples.removeFirst();
        }
    }

    private boolean isFollowedByOneBefore(Instant begin) {
        return samples.stream()
                .skip(1)
                .findFirst()
                .filter(s -> s.at().isBefore(begin))
                .isPresent();
    }
}
