package io.rowlift.source.mysql.log;

import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.LogPosition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The binary log of MySQL or MariaDB. The server keeps it for everybody and for as long as it is configured to: nothing
 * is made there for a capture, and nothing is to be removed.
 */
public final class MySqlLog implements ChangeLog {

    private final LogServer server;
    private final Capture capture;
    private final Places places;
    private final LogChecks checks;
    private final AtomicReference<@Nullable LogPosition> last = new AtomicReference<>();

    /** The log of a server for what is wanted of it. */
    public MySqlLog(LogServer server, Capture capture) {
        this.server = server;
        this.capture = capture;
        this.places = new Places(server.mariaDb());
        this.checks = new LogChecks(server, capture);
    }

    @Override
    public List<Problem> check() {
        return checks.run();
    }

    /** Creates nothing: what the server keeps, and for how long, has been checked. */
    @Override
    public LogPosition begin() {
        List<Problem> problems = check();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        LogPosition begin = server.connections().read(places::visible).position();
        last.set(begin);
        return begin;
    }

    @Override
    public LogPosition end() {
        return server.connections().read(places::end).position();
    }

    @Override
    public ChangeStream open(LogPosition after) {
        last.set(after);
        return new BinlogStream(server, new Following(server, capture), after, last::set);
    }

    /** Returns what follows the last place that this object was told of; the server knows of none. */
    @Override
    public Optional<Retained> retained() {
        LogPosition after = last.get();
        if (after == null) {
            return Optional.empty();
        }
        BinlogPosition place = BinlogPosition.read(after);
        return Optional.of(server.connections().read(connection -> {
            String lost = places.lost(connection, place);
            return new Retained(places.following(connection, place), -1, lost == null ? "" : lost);
        }));
    }

    /** Does nothing: nothing was made. */
    @Override
    public void drop() {
        last.set(null);
    }
}
