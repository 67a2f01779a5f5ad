package io.rowlift.plan;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC URL of a source or a store, taken apart, so that its parameters become properties that ours can overrule.
 * What it takes is narrower than what drivers take: settings of single hosts, {@code address=(...)} and the like would
 * pass by every rule about parameters. Never printed: it may hold a password.
 *
 * @param product which database it names
 * @param address the URL without parameters, as the driver takes it
 * @param hosts hosts with their ports, as they were written; none where the driver's default, this machine, is meant
 * @param database the database, or an empty text
 * @param parameters the user's parameters
 */
public record JdbcUrl(
        Product product, String address, List<String> hosts, String database, Map<String, String> parameters) {

    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";

    private static final Pattern SHAPE = Pattern.compile("jdbc:(?<product>postgresql|mysql|mariadb):(?<path>//(?<hosts>"
            + HOST + "(?:," + HOST + ")*)?(?:/(?<database>[^/?#;]*))?)(?:\\?(?<query>[^#]*))?");

    private static final Pattern CREDENTIAL = Pattern.compile(
            "//[^/?]*@|[?&;,(]\\s*(?:[a-z]*(?:password|passwd|pwd)[0-9]?|user|username)\\s*=",
            Pattern.CASE_INSENSITIVE);

    /** Keeps the order of the parameters. */
    public JdbcUrl {
        hosts = List.copyOf(hosts);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Returns the parts of a URL, or null when it is none of a product that can be read. */
    public static @Nullable JdbcUrl parse(String url) {
        Matcher matcher = SHAPE.matcher(url);
        if (!matcher.matches()) {
            return null;
        }
        Product product = Product.valueOf(matcher.group("product").toUpperCase(Locale.ROOT));
        // one driver speaks to both
        String scheme = product == Product.POSTGRESQL ? "jdbc:postgresql:" : "jdbc:mysql:";
        String hosts = matcher.group("hosts");
        String database = matcher.group("database");
        String query = matcher.group("query");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new JdbcUrl(
                product,
                scheme + matcher.group("path"),
                hosts == null ? List.of() : List.of(hosts.split(",", -1)),
                database == null ? "" : decoded(database),
                parameters);
    }

    /**
     * Returns the parts of a source's URL.
     *
     * @throws ConfigurationException if it has another form
     */
    public static JdbcUrl read(String url) {
        JdbcUrl parsed = parse(url);
        if (parsed == null) {
            throw new ConfigurationException("\"url\" is no JDBC URL of a database that can be read", form(url));
        }
        return parsed;
    }

    /** Returns how to write a URL that cannot be taken apart. */
    public static String form(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("postgres") || lower.startsWith("jdbc:postgres:")) {
            return "did you mean jdbc:postgresql://host:port/database?";
        }
        return url.contains("(")
                ? "write hosts as host:port, separated by commas; settings of single hosts are not taken"
                : "it begins with jdbc:postgresql://, jdbc:mysql:// or jdbc:mariadb://, as in "
                        + "jdbc:mysql://host:3306/database";
    }

    /** Returns whether a text, a URL or not, carries a login or a password. */
    public static boolean holdsCredentials(String url) {
        return CREDENTIAL.matcher(url).find()
                || CREDENTIAL.matcher(decoded(url)).find();
    }

    /** Returns whether every host is this machine. */
    public boolean loopback() {
        return hosts.stream().map(host -> host.replaceFirst(":[0-9]*$", "")).allMatch(Hosts::isLoopback);
    }

    /**
     * Returns what is wrong with the URL.
     *
     * @param insecure whether the job trusts the network
     */
    public List<Problem> problems(boolean insecure) {
        Problems problems = new Problems();
        if (database.isEmpty()) {
            problems.add(
                    null,
                    "\"url\" names no database",
                    "write jdbc:" + product.name().toLowerCase(Locale.ROOT) + "://host:port/database");
        }
        JdbcParameters.check(this, insecure, problems);
        return problems.list();
    }

    /**
     * Returns the driver's properties: the user's parameters, and to every other machine TLS that verifies its name.
     *
     * @param insecure whether the job trusts the network
     * @throws ConfigurationException with the problems of the URL
     */
    public Properties properties(boolean insecure) {
        List<Problem> problems = problems(insecure);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return JdbcParameters.properties(this, insecure);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a lone percent sign: then nothing is encoded
        }
    }
}
