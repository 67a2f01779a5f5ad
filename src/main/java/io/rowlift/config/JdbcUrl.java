package io.rowlift.config;

import io.rowlift.plan.SourceSettings.Product;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be told from a source's JDBC URL without its driver. Never printed: it may hold a password.
 *
 * @param product which database it names
 * @param hosts all hosts between {@code //} and the database; empty where the driver's default, this machine, is meant
 * @param database the database, or an empty text
 * @param text the whole URL with percent-encoding undone
 */
record JdbcUrl(Product product, List<String> hosts, String database, String text) {

    private static final Pattern SHAPE = Pattern.compile(
            "jdbc:(?<product>postgresql|mysql|mariadb):(?://(?<hosts>[^/?;]*)(?:/|(?=[?;])|$))?(?<database>[^?;/]*)(?:[?;].*)?",
            Pattern.DOTALL);

    private static final Pattern CREDENTIAL = Pattern.compile(
            "//[^/?]*@|[?&;,(]\\s*(?:[a-z]*(?:password|passwd|pwd)[0-9]?|user|username)\\s*=",
            Pattern.CASE_INSENSITIVE);

    /** The settings by which the three products' drivers give up encryption or the check of the other end. */
    private static final Pattern UNENCRYPTED = Pattern.compile(
            "[?&;,(]\\s*(?:ssl-?mode=(?:disabled?|allow|prefer(?:red)?)|ssl=false|usessl=false)\\s*(?:[&;,)]|$)",
            Pattern.CASE_INSENSITIVE);

    /** Returns the parts of a URL, or null when it is none of a product that can be read. */
    static @Nullable JdbcUrl parse(String url) {
        String text = decoded(url);
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Product product = Product.valueOf(matcher.group("product").toUpperCase(Locale.ROOT));
        String hosts = matcher.group("hosts");
        List<String> names = hosts == null || hosts.isEmpty()
                ? List.of()
                : Arrays.stream(hosts.split(","))
                        .map(h -> h.replaceFirst(".*@", "").replaceFirst(":[0-9]*$", ""))
                        .toList();
        return new JdbcUrl(product, names, matcher.group("database"), text);
    }

    /** Returns whether a text, a URL or not, carries a login or a password. */
    static boolean holdsCredentials(String url) {
        return CREDENTIAL.matcher(url).find()
                || CREDENTIAL.matcher(decoded(url)).find();
    }

    /** Returns whether the URL gives up encryption towards another machine. */
    boolean plainToAnotherHost() {
        return UNENCRYPTED.matcher(text).find() && !hosts.stream().allMatch(Hosts::isLoopback);
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return url; // a lone percent sign: then nothing is encoded
        }
    }
}
