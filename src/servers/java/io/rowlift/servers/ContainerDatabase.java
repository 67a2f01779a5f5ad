package io.rowlift.servers;

import org.testcontainers.containers.GenericContainer;

/** A relational server in a container. */
final class ContainerDatabase implements DatabaseServer, Jdbc.Startable {

    /** What differs between the servers, seen through JDBC. */
    enum Family {
        POSTGRES("jdbc:postgresql", "postgres", ""),
        MYSQL("jdbc:mysql", "", "?sslMode=DISABLED&allowPublicKeyRetrieval=true");

        private final String scheme;
        private final String firstDatabase;
        private final String options;

        Family(String scheme, String firstDatabase, String options) {
            this.scheme = scheme;
            this.firstDatabase = firstDatabase;
            this.options = options;
        }
    }

    private final GenericContainer<?> container;
    private final Family family;
    private final int port;
    private final String username;
    private final String password;

    private ContainerDatabase(
            GenericContainer<?> container, Family family, int port, String username, String password) {
        this.container = container;
        this.family = family;
        this.port = port;
        this.username = username;
        this.password = password;
    }

    static ContainerDatabase start(
            GenericContainer<?> container, int innerPort, Family family, String username, String password) {
        int port = Containers.publish(container, innerPort);
        container.start();
        ContainerDatabase database = new ContainerDatabase(container, family, port, username, password);
        database.jdbc().awaitStart(database);
        return database;
    }

    private Jdbc jdbc() {
        return new Jdbc(jdbcUrl(family.firstDatabase), username, password);
    }

    @Override
    public String jdbcUrl(String database) {
        return family.scheme + "://" + container.getHost() + ":" + port + "/" + database + family.options;
    }

    @Override
    public String username() {
        return username;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public void createDatabase(String name) {
        jdbc().execute(family == Family.POSTGRES ? CreateDatabase.postgres(name) : CreateDatabase.mysql(name));
    }

    @Override
    public void createDatabase(String name, String collation) {
        jdbc().execute(
                        family == Family.POSTGRES
                                ? CreateDatabase.postgres(name, collation)
                                : CreateDatabase.mysql(name, collation));
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .exec();
        jdbc().awaitStart(this);
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.stop();
    }
}
