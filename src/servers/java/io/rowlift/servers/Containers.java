package io.rowlift.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The same servers in Docker, from the images that docker-compose.yml names. */
final class Containers {

    private static final Path COMPOSE_FILE = Path.of("docker-compose.yml");
    private static final String PASSWORD = "app";

    private Containers() {}

    static DatabaseServer postgres() {
        GenericContainer<?> container = container("postgres");
        container.addEnv("POSTGRES_PASSWORD", PASSWORD);
        container.addEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=icu --icu-locale=en-US");
        container.setCommand("postgres", "-c", "wal_level=logical", "-c", "fsync=off");
        return ContainerDatabase.start(container, 5432, ContainerDatabase.Family.POSTGRES, "postgres", PASSWORD);
    }

    static DatabaseServer mysql() {
        GenericContainer<?> container = container("mysql");
        container.addEnv("MYSQL_ROOT_PASSWORD", PASSWORD);
        container.setCommand("mysqld", "--binlog-row-metadata=FULL", "--gtid-mode=ON", "--enforce-gtid-consistency=ON");
        return ContainerDatabase.start(container, 3306, ContainerDatabase.Family.MYSQL, "root", PASSWORD);
    }

    static DatabaseServer mariadb() {
        GenericContainer<?> container = container("mariadb");
        container.addEnv("MARIADB_ROOT_PASSWORD", PASSWORD);
        container.setCommand(
                "mariadbd",
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL");
        return ContainerDatabase.start(container, 3306, ContainerDatabase.Family.MYSQL, "root", PASSWORD);
    }

    static DynamoDbServer dynamodb() {
        GenericContainer<?> container = container("dynamodb");
        container.addExposedPort(8000);
        container.setCommand("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb", "-disableTelemetry");
        container.start();
        URI endpoint = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(8000));
        return new DynamoDbServer() {
            @Override
            public URI endpoint() {
                return endpoint;
            }

            @Override
            public void close() {
                container.stop();
            }
        };
    }

    private static GenericContainer<?> container(String service) {
        return new GenericContainer<>(DockerImageName.parse(image(service)));
    }

    /** The one place that pins images is the compose file, so that tests and people run the same ones. */
    static String image(String service) {
        try {
            Object file = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(COMPOSE_FILE));
            Object image = at(at(at(file, "services"), service), "image");
            return image.toString();
        } catch (IOException e) {
            throw new ServerException("cannot read " + COMPOSE_FILE.toAbsolutePath(), e);
        }
    }

    private static Object at(Object node, String key) {
        Object value = node instanceof Map<?, ?> map ? map.get(key) : null;
        if (value == null) {
            throw new ServerException(COMPOSE_FILE + " has no \"" + key + "\" in " + node);
        }
        return value;
    }

    /** A fixed port, because Docker draws a new one when a container restarts. */
    static int publish(GenericContainer<?> container, int port) {
        int published = Scratch.freePort();
        container.setPortBindings(List.of(published + ":" + port));
        return published;
    }
}
