package io.rowlift.target.mysql;

import io.rowlift.problem.ConfigurationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server has to be before it is told anything in MySQL 8's language. */
final class ServerCheck {

    private static final Pattern VERSION = Pattern.compile("^(\\d+)\\.(\\d+)\\.(\\d+)");

    /** {@code utf8mb4_0900_bin}, in which PostgreSQL's texts are kept, came with it. */
    private static final int OLDEST = version(8, 0, 17);

    private ServerCheck() {}

    /**
     * Makes sure that a server is a MySQL that has what tables are declared with. MariaDB speaks the same protocol and lacks
     * collations of Unicode 9, indexes over expressions and a JSON type of its own.
     *
     * @param server its address, for messages
     * @throws ConfigurationException if it is another product or too old
     */
    static void require(Connection connection, String server) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT VERSION()")) {
            found.next();
            check(String.valueOf(found.getString(1)), server);
        }
    }

    /** Checks a version as the server prints it. */
    static void check(String version, String server) {
        if (version.toLowerCase(Locale.ROOT).contains("mariadb")) {
            throw new ConfigurationException(
                    "the target at " + server + " is MariaDB " + version + ", which Rowlift reads and does not write",
                    "name a MySQL server of 8.0.17 or later, or PlanetScale");
        }
        Matcher numbers = VERSION.matcher(version);
        if (numbers.find()
                && version(
                                Integer.parseInt(numbers.group(1)),
                                Integer.parseInt(numbers.group(2)),
                                Integer.parseInt(numbers.group(3)))
                        < OLDEST) {
            throw new ConfigurationException(
                    "the target at " + server + " is MySQL " + version, "name a server of 8.0.17 or later");
        }
    }

    private static int version(int major, int minor, int patch) {
        return (major * 1000 + minor) * 1000 + patch;
    }
}
