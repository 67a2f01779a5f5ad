package io.rowlift.source.mysql;

import io.rowlift.problem.Finding;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Room;
import io.rowlift.source.jdbc.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the server has as many sessions left as the job may open. */
final class MySqlRoom implements Check {

    /** The session's value of max_user_connections is the account's own limit where it has one. */
    private static final String LIMITS = """
            SELECT @@GLOBAL.max_connections, @@SESSION.max_user_connections, CURRENT_USER(),
                   (SELECT COUNT(*) FROM information_schema.PROCESSLIST
                    WHERE USER = SUBSTRING_INDEX(CURRENT_USER(), '@', 1))""";

    private final int wanted;

    MySqlRoom(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        long connected = Answer.list(connection, "SHOW GLOBAL STATUS LIKE 'Threads_connected'", r -> r.getLong(2))
                .get(0);
        List<Room> rooms = Answer.list(connection, LIMITS, r -> {
                    List<Room> limits = new ArrayList<>();
                    limits.add(new Room("server", "max_connections", r.getLong(1), connected, "raise max_connections"));
                    if (r.getLong(2) > 0) {
                        limits.add(new Room(
                                "login \"" + r.getString(3) + "\"",
                                "max_user_connections of the login",
                                r.getLong(2),
                                r.getLong(4),
                                "ALTER USER " + MySqlRights.account(r.getString(3)) + " WITH MAX_USER_CONNECTIONS "
                                        + (Math.max(r.getLong(2), r.getLong(4)) + wanted)));
                    }
                    return limits;
                })
                .get(0);
        return rooms.stream()
                .flatMap(room -> room.judge(wanted, scope.sessions()).stream())
                .toList();
    }
}
