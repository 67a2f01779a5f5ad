package io.rowlift.source.mysql;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.TableName;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.Source;
import io.rowlift.source.jdbc.ByteFormat;
import io.rowlift.source.jdbc.Connections;
import io.rowlift.source.jdbc.JdbcSource;
import io.rowlift.source.jdbc.Sessions;
import io.rowlift.source.jdbc.Vendor;
import io.rowlift.source.mysql.log.LogServer;
import io.rowlift.source.mysql.log.MySqlLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Opens MySQL and MariaDB databases; both are spoken to with MySQL's driver. */
public final class MySqlSource {

    /**
     * What each session begins with: nothing can be written; text is the same whatever the server prefers; zero dates
     * can be compared with; and a computed column that aggregates is an error instead of an entity of one row.
     */
    private static final List<String> SESSION = List.of(
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "SET SESSION TRANSACTION READ ONLY",
            "SET SESSION time_zone = '+00:00'",
            "SET SESSION sql_select_limit = DEFAULT",
            // by default a computed column's GROUP_CONCAT is cut at 1,024 bytes, with a warning that nobody reads
            "SET SESSION group_concat_max_len = 4294967295",
            """
            SET SESSION sql_mode = CONCAT('ONLY_FULL_GROUP_BY,',
                REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(@@sql_mode, 'NO_ZERO_IN_DATE', ''), 'NO_ZERO_DATE', ''),
                        'TRADITIONAL', ''), 'PAD_CHAR_TO_FULL_LENGTH', ''), 'NO_BACKSLASH_ESCAPES', ''))""");

    private MySqlSource() {}

    /**
     * Connects to a database.
     *
     * @param signal ends waiting for a lost database when the run is stopped
     * @throws ConfigurationException if the settings do not fit the server
     * @throws io.rowlift.problem.FailedException if the server does not answer
     */
    public static Source open(SourceSettings settings, RunSignal signal) {
        JdbcUrl url = JdbcUrl.read(settings.url());
        MySqlFailures failures = failures(settings, url);
        Connections connections = Connections.open(sessions(settings, url), settings.connections(), failures, signal);
        boolean mariaDb = mariaDb(connections);
        return new JdbcSource(
                connections,
                new Vendor(
                        (mariaDb ? "mariadb:" : "mysql:") + url.database(),
                        new MySqlCatalog(mariaDb),
                        new MySqlStructure(mariaDb),
                        new MySqlDialect(),
                        failures,
                        new MySqlWrites(mariaDb),
                        new MySqlCheckup(settings, failures, mariaDb),
                        (connection, table, rows) -> Optional.empty(),
                        ByteFormat.NONE,
                        capture -> log(settings, connections, signal, capture),
                        List.of()));
    }

    /**
     * Returns the log of a database.
     *
     * @param connections those of the source, for questions; a log that is followed has one more of its own
     */
    public static ChangeLog log(SourceSettings settings, Connections connections, RunSignal signal, Capture capture) {
        JdbcUrl url = JdbcUrl.read(settings.url());
        LogServer server = new LogServer(
                sessions(settings, url),
                connections,
                failures(settings, url),
                signal,
                mariaDb(connections),
                MySqlSource::references);
        return new MySqlLog(server, capture);
    }

    /** Either kind of URL may lead to either product. */
    private static boolean mariaDb(Connections connections) {
        return connections
                .read(connection -> connection.getMetaData().getDatabaseProductVersion())
                .contains("MariaDB");
    }

    private static Map<TableName, List<Reference>> references(Connection connection, Set<TableName> tables)
            throws SQLException {
        MySqlReferences references = MySqlReferences.read(connection);
        Map<TableName, List<Reference>> declared = new TreeMap<>(Comparator.comparing(TableName::toString));
        tables.forEach(table -> declared.put(table, references.of(table)));
        return declared;
    }

    private static MySqlFailures failures(SourceSettings settings, JdbcUrl url) {
        String product = settings.product() == Product.MARIADB ? "MariaDB" : "MySQL";
        return new MySqlFailures(product, String.join(",", url.hosts()), url.database(), settings.username());
    }

    static Sessions sessions(SourceSettings settings, JdbcUrl url) {
        return new Sessions(url.address(), properties(settings, url), SESSION);
    }

    private static Properties properties(SourceSettings settings, JdbcUrl url) {
        Properties properties = url.properties(settings.insecure());
        // one of the time zone's names, so that two do not contradict each other
        properties.remove("serverTimezone");
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("allowLoadLocalInfile", "false");
        properties.setProperty("processEscapeCodesForPrepStmts", "false");
        properties.putIfAbsent("connectTimeout", "10000");
        properties.putIfAbsent("tcpKeepAlive", "true");
        return properties;
    }
}
