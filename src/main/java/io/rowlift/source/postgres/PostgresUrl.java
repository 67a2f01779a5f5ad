package io.rowlift.source.postgres;

import io.rowlift.plan.SourceSettings;
import io.rowlift.source.jdbc.JdbcUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;

/** The driver's properties: the user's, ours, and TLS to every other machine. */
final class PostgresUrl {

    private static final Set<String> SOFT = Set.of("disable", "allow", "prefer", "require", "verify-ca");

    private PostgresUrl() {}

    /**
     * Returns the properties to connect with.
     *
     * @throws io.rowlift.problem.ConfigurationException if the URL weakens TLS without saying {@code insecure}
     */
    static Properties properties(SourceSettings settings, JdbcUrl url) {
        Properties properties = new Properties();
        properties.putAll(url.parameters());
        if (!settings.insecure() && (!url.loopback() || properties.containsKey("service"))) {
            encrypt(properties);
        }
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

    private static void encrypt(Properties properties) {
        String mode = properties.getProperty("sslmode");
        String factory = properties.getProperty("sslfactory", "");
        if (mode != null && SOFT.contains(mode)) {
            throw JdbcUrl.weak("sslmode=" + mode);
        }
        if (factory.endsWith("NonValidatingFactory")) {
            throw JdbcUrl.weak("sslfactory=NonValidatingFactory");
        }
        if (properties.containsKey("sslhostnameverifier")) {
            throw JdbcUrl.weak("sslhostnameverifier");
        }
        properties.setProperty("sslmode", "verify-full");
        if (factory.isEmpty() && !properties.containsKey("sslrootcert") && !hasOwnRoots()) {
            // the certificates that Java trusts, where libpq's file does not exist
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    private static boolean hasOwnRoots() {
        return Files.exists(Path.of(System.getProperty("user.home", "."), ".postgresql", "root.crt"));
    }
}
