package io.rowlift.servers;

import io.rowlift.servers.ServerProcess.Launch;

/** A running MySQL or MariaDB. A database of its own order is created with a collation of the server, as {@code "utf8mb4_bin"}. */
final class MySqlServer implements DatabaseServer {

    static final String USER = "app";
    static final String PASSWORD = "app";

    /** For an {@code --init-file}, which runs before the server listens: over TCP nobody else can log in. */
    static final String CREATE_USER = """
            CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED BY 'app';
            GRANT ALL ON *.* TO 'app'@'%' WITH GRANT OPTION;
            """;

    private static final String IN_ORDER = "TERM";
    // an orderly stop takes seconds, and nobody will read the data again
    private static final String AT_ONCE = "KILL";

    private final Scratch scratch;
    private final Launch daemon;
    private ServerProcess process;

    /** Starts the program, whose data directory is initialised already, and waits until it answers. */
    MySqlServer(Scratch scratch, Launch daemon) {
        this.scratch = scratch;
        this.daemon = daemon;
        this.process = launch();
    }

    private ServerProcess launch() {
        ServerProcess started = daemon.start(AT_ONCE);
        try {
            jdbc().awaitStart(started);
            return started;
        } catch (ServerException e) {
            started.stop(AT_ONCE);
            throw e;
        }
    }

    private Jdbc jdbc() {
        return new Jdbc(jdbcUrl(""), USER, PASSWORD);
    }

    @Override
    public String jdbcUrl(String database) {
        // no certificates on the loopback interface; the password's public key is then asked of the server
        return "jdbc:mysql://127.0.0.1:" + scratch.port() + "/" + database
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    @Override
    public String username() {
        return USER;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public void createDatabase(String name) {
        jdbc().execute(CreateDatabase.mysql(name));
    }

    @Override
    public void createDatabase(String name, String collation) {
        jdbc().execute(CreateDatabase.mysql(name, collation));
    }

    @Override
    public void restart() {
        process.stop(IN_ORDER);
        process = launch();
    }

    @Override
    public void close() {
        process.stop(AT_ONCE);
        scratch.delete();
    }

    /** For tests of this class: whether the server's process is really gone. */
    long pid() {
        return process.pid();
    }
}
