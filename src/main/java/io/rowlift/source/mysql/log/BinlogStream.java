package io.rowlift.source.mysql.log;

import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogEvent.Reached;
import io.rowlift.source.LogPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes as a server's binary log tells them. */
final class BinlogStream implements ChangeStream {

    /** Long enough for a failover, short enough to be noticed the same day: as long as rows are waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Following following;
    private final LogServer server;
    private final Visibility visibility;
    private final Consumer<LogPosition> acknowledged;

    private LogPosition reached;
    private Following.@Nullable Log log;
    private long awaySince;
    private Duration pause = FIRST_PAUSE;

    /** Connects at once, so that a place that is lost is told now. */
    BinlogStream(LogServer server, Following following, LogPosition after, Consumer<LogPosition> acknowledged) {
        this.following = following;
        this.server = server;
        this.visibility = new Visibility(server);
        this.reached = after;
        this.acknowledged = acknowledged;
        this.log = following.open(after);
    }

    @Override
    public @Nullable LogEvent next(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            LogEvent event = log == null ? null : log.decoder().poll();
            if (event instanceof Reached place) {
                reached = place.position();
            }
            if (event != null) {
                return event;
            }
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!read(left)) {
                return null;
            }
        }
    }

    /** Takes one more packet; returns whether there was one, or time is left for another attempt. */
    private boolean read(Duration left) {
        try {
            if (log == null) {
                return reconnect(left);
            }
            byte[] packet = log.feed().next(left);
            if (packet == null) {
                return false;
            }
            log.decoder().accept(packet);
            awaySince = 0;
            pause = FIRST_PAUSE;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted while waiting for the source's log");
        } catch (BrokenEventException e) {
            throw new FailedException("after " + reached + ": " + e.getMessage(), Places.WAY_BACK, e);
        } catch (SQLException e) {
            disconnected(e);
            return true;
        }
    }

    private void disconnected(SQLException failure) {
        close();
        log = null;
        // another replica has drawn the same number: the next attempt draws again
        boolean rival = Following.rival(failure);
        if (failure.getErrorCode() == Following.FATAL && !rival) {
            throw Following.fatal(failure);
        }
        if (!rival && !server.failures().temporary(failure)) {
            throw server.failures().reading(failure);
        }
        awaySince = awaySince == 0 ? System.nanoTime() : awaySince;
        if (System.nanoTime() - awaySince > PATIENCE.toNanos()) {
            throw server.failures().reading(failure);
        }
    }

    /** Goes on after what was handed over last; waits before it, so that a server that starts is left in peace. */
    private boolean reconnect(Duration left) throws SQLException {
        Duration wait = left.compareTo(pause) < 0 ? left : pause;
        server.signal().pause(wait);
        if (wait.compareTo(pause) < 0) {
            return false;
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        log = following.attempt(reached);
        return true;
    }

    /** The server forgets by its own rules; the place is kept for {@link io.rowlift.source.ChangeLog#retained}. */
    @Override
    public void acknowledge(LogPosition position) {
        acknowledged.accept(position);
    }

    @Override
    public void awaitVisible(Reached place) {
        visibility.await(place);
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
