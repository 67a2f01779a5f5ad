package io.rowlift.source.postgres;

import io.rowlift.problem.Finding;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Room;
import io.rowlift.source.jdbc.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the server has as many sessions left as the job may open. Limits of roles and databases do not bind superusers. */
final class PostgresRoom implements Check {

    private static final String LIMITS = """
            SELECT current_setting('max_connections')::bigint AS server,
                   current_setting('superuser_reserved_connections')::bigint
                   + coalesce(current_setting('reserved_connections', true)::bigint, 0) AS reserved,
                   d.datconnlimit, r.rolconnlimit, r.rolsuper, d.datname, r.rolname,
                   (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend') AS used,
                   (SELECT count(*) FROM pg_catalog.pg_stat_activity
                    WHERE backend_type = 'client backend' AND datid = d.oid) AS of_database,
                   (SELECT count(*) FROM pg_catalog.pg_stat_activity
                    WHERE backend_type = 'client backend' AND usesysid = r.oid) AS of_login
            FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
            WHERE d.datname = current_database() AND r.rolname = current_user""";

    private final int wanted;
    private final PostgresDialect dialect;

    PostgresRoom(int wanted, PostgresDialect dialect) {
        this.wanted = wanted;
        this.dialect = dialect;
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        return Answer.list(connection, LIMITS, this::limits).get(0).stream()
                .flatMap(room -> room.judge(wanted, scope.sessions()).stream())
                .toList();
    }

    private List<Room> limits(ResultSet r) throws SQLException {
        List<Room> rooms = new ArrayList<>();
        boolean superuser = r.getBoolean("rolsuper");
        rooms.add(new Room(
                "server",
                "max_connections less those reserved",
                r.getLong("server") - (superuser ? 0 : r.getLong("reserved")),
                r.getLong("used"),
                "raise max_connections"));
        if (!superuser && r.getLong("datconnlimit") >= 0) {
            rooms.add(new Room(
                    "database \"" + r.getString("datname") + "\"",
                    "the CONNECTION LIMIT of the database",
                    r.getLong("datconnlimit"),
                    r.getLong("of_database"),
                    raise("DATABASE", r.getString("datname"), r.getLong("of_database"), r.getLong("datconnlimit"))));
        }
        if (!superuser && r.getLong("rolconnlimit") >= 0) {
            rooms.add(new Room(
                    "login \"" + r.getString("rolname") + "\"",
                    "the CONNECTION LIMIT of the login",
                    r.getLong("rolconnlimit"),
                    r.getLong("of_login"),
                    raise("ROLE", r.getString("rolname"), r.getLong("of_login"), r.getLong("rolconnlimit"))));
        }
        return rooms;
    }

    private String raise(String kind, String name, long used, long limit) {
        return "ALTER " + kind + " " + dialect.quote(name) + " CONNECTION LIMIT "
                + Math.max(limit + wanted, used + wanted);
    }
}
