package io.rowlift.source.mysql;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings;
import io.rowlift.schema.TableName;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.Database;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogEvent.Reached;
import io.rowlift.source.LogPosition;
import io.rowlift.source.jdbc.Connections;
import io.rowlift.source.mysql.log.LogServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The log of a test's database, with its own connections for questions. */
public record OpenLog(ChangeLog log, Connections connections) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Opens it with the login of the tests. */
    public static OpenLog of(Database database, Capture capture) {
        return of(database.settings(2), capture);
    }

    /** Opens it with any login. */
    public static OpenLog of(SourceSettings settings, Capture capture) {
        RunSignal signal = new RunSignal();
        JdbcUrl url = JdbcUrl.read(settings.url());
        Connections connections = Connections.open(
                MySqlSource.sessions(settings, url),
                settings.connections(),
                new MySqlFailures("MySQL", "server", url.database(), settings.username()),
                signal);
        return new OpenLog(MySqlSource.log(settings, connections, signal, capture), connections);
    }

    /** Returns the server as the log sees it. */
    public LogServer server(Database database) {
        SourceSettings settings = database.settings(2);
        JdbcUrl url = JdbcUrl.read(settings.url());
        return new LogServer(
                MySqlSource.sessions(settings, url),
                connections,
                new MySqlFailures("MySQL", "server", url.database(), settings.username()),
                new RunSignal(),
                settings.product() == SourceSettings.Product.MARIADB,
                (connection, tables) -> Map.of());
    }

    /** Watches columns of tables, written {@code orders(id,total)}. */
    public static Capture watching(Database database, String... tables) {
        List<Watched> watched = new ArrayList<>();
        for (String table : tables) {
            int open = table.indexOf('(');
            watched.add(new Watched(
                    new TableName(database.name(), table.substring(0, open)),
                    Arrays.asList(table.substring(open + 1, table.length() - 1).split(","))));
        }
        return new Capture("test", watched, Duration.ofHours(1));
    }

    /** Reads as far as a place, in words: one line for an event, without places that name no transaction. */
    public static List<String> upTo(ChangeStream stream, LogPosition end) {
        List<String> lines = new ArrayList<>();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < limit) {
            LogEvent event = stream.next(Duration.ofMillis(200));
            if (event instanceof Reached reached) {
                if (reached.transaction() != null) {
                    lines.add("commit");
                    stream.awaitVisible(reached);
                }
                if (reached.position().reaches(end)) {
                    return lines;
                }
            } else if (event != null) {
                lines.add(line(event));
            }
        }
        throw new AssertionError("the log did not reach " + end + ": " + lines);
    }

    /** Returns an event in words. */
    public static String line(LogEvent event) {
        if (event instanceof LogEvent.Changed changed) {
            return changed.table().name() + " " + changed.before() + " -> " + changed.after();
        }
        if (event instanceof LogEvent.Altered altered) {
            return altered.table().name() + ": " + altered.what();
        }
        return event instanceof LogEvent.Truncated truncated ? truncated.table().name() + " truncated" : "commit";
    }

    @Override
    public void close() {
        connections.close();
    }
}
