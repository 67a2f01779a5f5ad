package io.rowlift.servers;

/** A running relational server on the loopback interface. Every account here may do everything. */
public interface DatabaseServer extends AutoCloseable {

    /** The JDBC address of a database, without credentials. It stays the same over {@link #restart()}. */
    String jdbcUrl(String database);

    String username();

    String password();

    /** Creates an empty database with the server's default collation. */
    void createDatabase(String name);

    /** Creates an empty database that sorts and compares text in its own way; the server's class says how collations are written. */
    void createDatabase(String name, String collation);

    /** Stops the server in order, which breaks every connection, and starts it again on the same port with the same data. */
    void restart();

    /** Stops the server and deletes its data. */
    @Override
    void close();
}
