package io.rowlift.realdata;

import io.rowlift.servers.DatabaseServer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * Loads dumps of PostgreSQL and MySQL over JDBC, into a database of the caller's choice: what a dump says about
 * creating, dropping and choosing databases is left out. The first statement that fails ends it, unless it is one of
 * those that a restored copy does not need.
 */
final class DumpLoader {

    private static final Pattern ABOUT_DATABASES =
            Pattern.compile("(?is)(DROP|CREATE)\\s+(DATABASE|SCHEMA)\\s.*|USE\\s.*");

    /** Owners, rights and extensions of the machine that the dump comes from. */
    private static final Pattern MAY_FAIL = Pattern.compile(
            "(?is)ALTER\\s.*\\sOWNER\\s+TO\\s.*|GRANT\\s.*|REVOKE\\s.*|(CREATE|COMMENT\\s+ON)\\s+EXTENSION\\s.*");

    private final DatabaseServer server;
    private final String database;
    private final Function<String, List<Step>> script;
    private final Pattern ownName;

    private DumpLoader(DatabaseServer server, String database, Function<String, List<Step>> script, String ownName) {
        this.server = server;
        this.database = database;
        this.script = script;
        this.ownName = Pattern.compile("\\b" + Pattern.quote(ownName) + "\\.(?=\\w)");
    }

    static DumpLoader postgres(DatabaseServer server, String database) {
        return new DumpLoader(server, database, PostgresScript::steps, "no database is named in definitions");
    }

    /** @param ownName the database that the dump was made from, as views name it in front of their tables */
    static DumpLoader mysql(DatabaseServer server, String database, String ownName) {
        return new DumpLoader(server, database, MySqlScript::steps, ownName);
    }

    /** Creates the database and loads the dumps into it, in order. */
    void load(Path... dumps) throws SQLException, IOException {
        server.createDatabase(database);
        for (Path dump : dumps) {
            // a session of its own for each: dumps change settings and do not set them back
            try (Connection connection = connect(server, database)) {
                for (Step step : script.apply(Files.readString(dump))) {
                    run(step, connection, dump);
                }
            }
        }
    }

    static Connection connect(DatabaseServer server, String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
    }

    private void run(Step step, Connection connection, Path dump) throws SQLException, IOException {
        if (ABOUT_DATABASES.matcher(step.sql()).matches()) {
            return;
        }
        try {
            if (step instanceof Step.Copy copy) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.sql(), new StringReader(copy.rows()));
            } else {
                execute(step.sql(), connection);
            }
        } catch (SQLException e) {
            if (!MAY_FAIL.matcher(step.sql()).matches()) {
                throw new SQLException(dump.getFileName() + ":" + step.line() + ": " + e.getMessage(), e);
            }
        }
    }

    private void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql.startsWith("CREATE") ? ownName.matcher(sql).replaceAll("") : sql);
        }
    }
}
