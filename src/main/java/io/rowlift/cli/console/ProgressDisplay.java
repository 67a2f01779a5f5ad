package io.rowlift.cli.console;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows how far something is until it is closed: on a terminal bars that are redrawn five times a second, otherwise a
 * line every ten seconds.
 */
public final class ProgressDisplay implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(200);
    private static final Duration LINE = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Terminal terminal;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Supplier<Frame> frames = () -> new Frame(List.of(), "");
    private int drawn;

    private ProgressDisplay(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.thread = new Thread(this::run, "progress");
        thread.setDaemon(true);
    }

    /** Opens a display that shows notes, and frames as soon as it watches something. */
    public static ProgressDisplay open(Terminal terminal) {
        return new ProgressDisplay(terminal, Clock.system(ZoneId.systemDefault()));
    }

    /** Begins to show how far something is; to be called once. */
    public void watch(Supplier<Frame> watched) {
        frames = watched;
        thread.start();
    }

    /** Prints a line that stays. */
    public synchronized void note(String text) {
        PrintWriter err = terminal.err();
        if (terminal.live()) {
            erase(err);
            err.println("  " + text);
            draw(err);
        } else {
            err.println(time() + " " + text);
        }
        err.flush();
    }

    private void run() {
        Duration wait = terminal.live() ? REDRAW : LINE;
        try {
            while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        PrintWriter err = terminal.err();
        if (terminal.live()) {
            erase(err);
            draw(err);
        } else {
            err.println(time() + " " + frames.get().total());
        }
        err.flush();
    }

    private void draw(PrintWriter err) {
        List<String> lines = FrameText.lines(frames.get(), terminal.unicode(), terminal.columns());
        lines.forEach(err::println);
        drawn = lines.size();
    }

    private void erase(PrintWriter err) {
        // up one line and clear it, as often as there are lines
        err.print("\u001b[1A\u001b[2K".repeat(drawn));
        drawn = 0;
    }

    private String time() {
        return TIME.format(LocalTime.now(clock));
    }

    /** Removes the bars. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            erase(terminal.err());
            terminal.err().flush();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
