package io.rowlift.source;

import io.rowlift.mapping.Aggregate;
import io.rowlift.schema.Table;
import io.rowlift.schema.Unread;
import java.util.List;
import java.util.Map;

/**
 * A database, opened for reading only. Never holds more connections than the job allows, goes on after the database was
 * restarted, and is safe for use by several threads.
 */
public interface Source extends AutoCloseable {

    /**
     * Returns what tells this database from every other, as part of a migration's identity: product and database name,
     * free of hosts and credentials.
     */
    String identity();

    /** Returns all tables and views of the database that the login can see, without the system's own, by name. */
    List<Table> tables();

    /** Returns the tables and views that {@link #tables} leaves out, and those that the login cannot read whole, by name. */
    List<Unread> unread();

    /**
     * Compiles what is to be read for an entity: names are resolved, joins are checked to be N:1, SQL fragments are
     * tried out by describing the statement.
     *
     * @throws io.rowlift.problem.ConfigurationException with every problem, at its place in the mapping file
     */
    AggregateReader reader(Aggregate aggregate);

    /**
     * Counts by SQL of the mapping file, as an access pattern has it.
     *
     * @param sql one query with {@code :name} parameters, whose first row begins with the number
     * @param values the parameters as text, which the database reads as what the comparison needs
     * @return the number, 0 when there is no row
     * @throws io.rowlift.problem.FailedException when the database does not accept the query
     */
    long count(String sql, Map<String, String> values);

    /**
     * Returns the log of this database, for what is to be watched of it. Touches nothing yet; the log's connections are its
     * own, beside those that the job allows for reading.
     */
    ChangeLog log(Capture capture);

    /** Returns what looks at the database rather than at its rows. */
    Watch watch();

    /** Closes all connections. */
    @Override
    void close();
}
