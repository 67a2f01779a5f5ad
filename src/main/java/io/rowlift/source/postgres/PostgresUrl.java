package io.rowlift.source.postgres;

import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.source.jdbc.Loopback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Where the server is and how it is spoken to.
 *
 * @param server host and port, for messages
 * @param database the database's name
 * @param properties the driver's properties: the user's, ours, and TLS
 */
record PostgresUrl(String server, String database, Properties properties) {

    private static final Set<String> SOFT = Set.of("disable", "allow", "prefer", "require", "verify-ca");

    /**
     * Reads the settings.
     *
     * @throws ConfigurationException if the URL cannot be read or weakens TLS without saying {@code insecure}
     */
    static PostgresUrl of(SourceSettings settings) {
        Properties parsed = Driver.parseURL(settings.url(), new Properties());
        if (parsed == null) {
            throw new ConfigurationException(
                    "source.url is no URL of PostgreSQL", "write jdbc:postgresql://host:5432/database");
        }
        String hosts = parsed.getProperty("PGHOST", "localhost");
        String database = parsed.getProperty("PGDBNAME", settings.username());
        if (!settings.insecure() && !Loopback.all(hosts)) {
            encrypt(parsed);
        }
        parsed.setProperty("user", settings.username());
        parsed.setProperty("password", settings.password().reveal());
        // text for every type, and no server-side statements that a pooler may lose
        parsed.setProperty("binaryTransfer", "false");
        parsed.setProperty("stringtype", "unspecified");
        parsed.putIfAbsent("prepareThreshold", "0");
        parsed.putIfAbsent("tcpKeepAlive", "true");
        parsed.putIfAbsent("connectTimeout", "10");
        parsed.putIfAbsent("ApplicationName", "rowlift");
        String port = parsed.getProperty("PGPORT", "5432");
        return new PostgresUrl(hosts + ":" + port, database, parsed);
    }

    private static void encrypt(Properties parsed) {
        String mode = parsed.getProperty("sslmode");
        String factory = parsed.getProperty("sslfactory", "");
        if (mode != null && SOFT.contains(mode)) {
            throw weak("sslmode=" + mode);
        }
        if (factory.endsWith("NonValidatingFactory")) {
            throw weak("sslfactory=NonValidatingFactory");
        }
        if (parsed.getProperty("sslhostnameverifier") != null) {
            throw weak("sslhostnameverifier");
        }
        parsed.setProperty("sslmode", "verify-full");
        if (factory.isEmpty() && parsed.getProperty("sslrootcert") == null && !hasOwnRoots()) {
            // the certificates that Java trusts, where libpq's file does not exist
            parsed.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    private static boolean hasOwnRoots() {
        @Nullable String home = System.getProperty("user.home");
        return home != null && Files.exists(Path.of(home, ".postgresql", "root.crt"));
    }

    private static ConfigurationException weak(String parameter) {
        return new ConfigurationException(
                "source.url asks with " + parameter + " for a connection whose other end is not verified",
                "leave it out, or say insecure: true if this network is to be trusted");
    }
}
