package io.rowlift.plan;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that a JDBC URL may have. Drivers have many that load classes, read or write files, or let the server
 * ask for files; new versions bring new ones. So those that are harmless are listed, and not the others.
 */
final class JdbcParameters {

    private static final List<String> POSTGRESQL = List.of(
            "ApplicationName",
            "cancelSignalTimeout",
            "channelBinding",
            "connectTimeout",
            "currentSchema",
            "hostRecheckSeconds",
            "loadBalanceHosts",
            "loginTimeout",
            "options",
            "prepareThreshold",
            "socketTimeout",
            "ssl",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslnegotiation",
            "sslrootcert",
            "targetServerType",
            "tcpKeepAlive",
            "tcpNoDelay");

    private static final List<String> MYSQL = List.of(
            "allowPublicKeyRetrieval",
            "cachePrepStmts",
            "characterEncoding",
            "connectTimeout",
            "connectionTimeZone",
            "fallbackToSystemTrustStore",
            "maxAllowedPacket",
            "requireSSL",
            "rewriteBatchedStatements",
            "serverTimezone",
            "sessionVariables",
            "socketTimeout",
            "sslMode",
            "tcpKeepAlive",
            "tcpNoDelay",
            "tlsCiphersuites",
            "tlsVersions",
            "trustCertificateKeyStoreType",
            "trustCertificateKeyStoreUrl",
            "useCompression",
            "useSSL",
            "useUnicode",
            "verifyServerCertificate");

    /** By which MySQL's driver was told about TLS before it had {@code sslMode}. */
    private static final List<String> OLD_SWITCHES = List.of("useSSL", "requireSSL", "verifyServerCertificate");

    private JdbcParameters() {}

    /** Adds a problem for every parameter that is not known to be harmless or weakens TLS to another machine. */
    static void check(JdbcUrl url, boolean insecure, Problems problems) {
        List<String> allowed = url.product() == Product.POSTGRESQL ? POSTGRESQL : MYSQL;
        url.parameters().forEach((name, value) -> {
            if (!allowed.contains(name)) {
                String suggestion = Suggestion.didYouMean(name, allowed);
                problems.add(
                        null,
                        "\"url\" has the parameter \"" + name + "\", which Rowlift does not pass on",
                        suggestion != null
                                ? suggestion
                                : "leave it out; parameters that are passed on: "
                                        + String.join(", ", new TreeSet<>(allowed)));
            } else if (name.endsWith("StoreUrl") && !value.startsWith("file:")) {
                problems.add(null, "\"url\" has a \"" + name + "\" that is no file", "write it as file:/path/to/store");
            }
        });
        String weak = insecure || url.loopback() ? null : weak(url);
        if (weak != null) {
            problems.add(
                    null,
                    "\"url\" asks with " + weak + " for a connection whose other end is not verified",
                    "leave it out, or write insecure: true beside it if this network is to be trusted");
        }
    }

    /** Returns the parameter that leaves the other end of the connection unverified, or null. */
    private static @Nullable String weak(JdbcUrl url) {
        Map<String, String> parameters = url.parameters();
        String mode = url.product() == Product.POSTGRESQL ? "sslmode" : "sslMode";
        String strong = url.product() == Product.POSTGRESQL ? "verify-full" : "VERIFY_IDENTITY";
        String found = parameters.getOrDefault(mode, strong);
        if (!found.equalsIgnoreCase(strong)) {
            return found.matches("[A-Za-z_-]{1,20}") ? mode + "=" + found : mode;
        }
        List<String> switches = url.product() == Product.POSTGRESQL ? List.of("ssl") : OLD_SWITCHES;
        return switches.stream()
                .filter(name -> "false".equals(parameters.getOrDefault(name, "").toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(name -> name + "=false")
                .orElse(null);
    }

    /** Returns the properties of a URL that has been checked. */
    static Properties properties(JdbcUrl url, boolean insecure) {
        Properties properties = new Properties();
        properties.putAll(url.parameters());
        boolean postgres = url.product() == Product.POSTGRESQL;
        if (!insecure && !url.loopback() && postgres) {
            properties.setProperty("sslmode", "verify-full");
            if (!properties.containsKey("sslrootcert") && !hasOwnRoots()) {
                // the certificates that Java trusts, where libpq's file does not exist
                properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            }
        } else if (!insecure && !url.loopback()) {
            OLD_SWITCHES.forEach(properties::remove);
            properties.setProperty("sslMode", "VERIFY_IDENTITY");
        } else if (url.loopback() && !postgres) {
            // without TLS the login needs the server's key, and nobody stands between us and this machine
            properties.putIfAbsent("allowPublicKeyRetrieval", "true");
        }
        return properties;
    }

    private static boolean hasOwnRoots() {
        return Files.exists(Path.of(System.getProperty("user.home", "."), ".postgresql", "root.crt"));
    }
}
