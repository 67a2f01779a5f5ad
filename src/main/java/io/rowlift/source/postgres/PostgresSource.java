package io.rowlift.source.postgres;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings;
import io.rowlift.source.Source;
import io.rowlift.source.jdbc.Connections;
import io.rowlift.source.jdbc.JdbcSource;
import io.rowlift.source.jdbc.Sessions;
import io.rowlift.source.jdbc.Vendor;
import io.rowlift.source.postgres.log.PostgresLog;
import java.util.List;
import java.util.Properties;

/** Opens PostgreSQL databases. */
public final class PostgresSource {

    /**
     * What each session begins with: nothing can be written; text is the same whatever the server, its locale or its
     * operators prefer; row-level security raises an error instead of hiding rows; and the planner prefers the order
     * that an index gives, also on tables that were never analysed, because a page by page reading that sorts reads the
     * table once per page.
     */
    private static final List<String> SESSION = List.of(
            "SET default_transaction_read_only = on",
            "SET default_transaction_isolation = 'repeatable read'",
            "SET TimeZone = 'UTC'",
            "SET DateStyle = 'ISO, YMD'",
            "SET IntervalStyle = 'iso_8601'",
            "SET extra_float_digits = 3",
            "SET bytea_output = 'hex'",
            "SET standard_conforming_strings = on",
            "SET row_security = off",
            "SET idle_in_transaction_session_timeout = 0",
            "SET enable_sort = off",
            "SET jit = off");

    /**
     * Children are numbered per parent, which takes a sort. Without one the planner walks through all children once per
     * parent where no index leads from one to the other.
     */
    private static final List<String> BEFORE_CHILDREN = List.of("SET LOCAL enable_sort = on");

    private PostgresSource() {}

    /**
     * Connects to a database.
     *
     * @param signal ends waiting for a lost database when the run is stopped
     * @throws io.rowlift.problem.ConfigurationException if the settings do not fit the server
     * @throws io.rowlift.problem.FailedException if the server does not answer
     */
    public static Source open(SourceSettings settings, RunSignal signal) {
        JdbcUrl url = JdbcUrl.read(settings.url());
        PostgresFailures failures =
                new PostgresFailures(String.join(",", url.hosts()), url.database(), settings.username());
        Connections connections = Connections.open(sessions(settings, url), settings.connections(), failures, signal);
        return new JdbcSource(
                connections,
                new Vendor(
                        "postgresql:" + url.database(),
                        new PostgresCatalog(),
                        new PostgresStructure(),
                        new PostgresDialect(),
                        failures,
                        new PostgresWrites(),
                        new PostgresCheckup(settings, failures),
                        new PostgresSampling(),
                        new PostgresBytes(),
                        capture -> PostgresLog.of(
                                url.address(),
                                properties(settings, url),
                                failures::reading,
                                failures::connecting,
                                capture,
                                signal),
                        BEFORE_CHILDREN));
    }

    static Sessions sessions(SourceSettings settings, JdbcUrl url) {
        return new Sessions(url.address(), properties(settings, url), SESSION);
    }

    private static Properties properties(SourceSettings settings, JdbcUrl url) {
        Properties properties = url.properties(settings.insecure());
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password().reveal());
        // text for every type, and no server-side statements that a pooler may lose
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("stringtype", "unspecified");
        properties.putIfAbsent("prepareThreshold", "0");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("connectTimeout", "10");
        properties.putIfAbsent("ApplicationName", "rowlift");
        return properties;
    }
}
