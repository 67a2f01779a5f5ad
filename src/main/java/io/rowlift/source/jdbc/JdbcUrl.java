package io.rowlift.source.jdbc;

import io.rowlift.problem.ConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL taken apart, so that its parameters become properties that ours can overrule.
 *
 * @param address the URL without parameters
 * @param hosts host names with their ports, separated by commas, as they were written
 * @param database the database's name, or an empty text
 * @param parameters the user's parameters
 */
public record JdbcUrl(String address, String hosts, String database, Properties parameters) {

    private static final Pattern FORM = Pattern.compile("(jdbc:[a-z]+://([^/?]*)(?:/([^?]*))?)(?:\\?(.*))?");

    /**
     * Takes a URL apart.
     *
     * @param example what to write, for the message
     * @throws ConfigurationException if it has another form
     */
    public static JdbcUrl parse(String url, String example) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches() || !url.startsWith(example.substring(0, example.indexOf("//")))) {
            throw new ConfigurationException("source.url cannot be read", "write it like " + example);
        }
        Properties parameters = new Properties();
        String query = matcher.group(4) == null ? "" : matcher.group(4);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.setProperty(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        String database = matcher.group(3) == null ? "" : decoded(matcher.group(3));
        return new JdbcUrl(matcher.group(1), matcher.group(2), database, parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Returns whether every host is this machine. */
    public boolean loopback() {
        for (String host : hosts.split(",", -1)) {
            String name = host.strip().replaceFirst(":\\d+$", "");
            boolean here = name.equalsIgnoreCase("localhost")
                    || name.equals("[::1]")
                    || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
            if (!here) {
                return false;
            }
        }
        return true;
    }

    /** Returns the refusal of a parameter that leaves the other end of the connection unverified. */
    public static ConfigurationException weak(String parameter) {
        return new ConfigurationException(
                "source.url asks with " + parameter + " for a connection whose other end is not verified",
                "leave it out, or say insecure: true if this network is to be trusted");
    }
}
