package io.rowlift.source.postgres.log;

import io.rowlift.problem.Problem;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks for what would keep a capture from being heard whole, and says what mends it. Reads only. */
final class Preflight {

    private static final long MEGABYTE = 1024 * 1024;

    /** What was written in less time than this says nothing of what will be. */
    private static final Duration REPRESENTATIVE = Duration.ofHours(1);

    private final Connection connection;
    private final Capture capture;
    private final Publication publication;
    private final String url;
    private final List<Problem> problems = new ArrayList<>();

    Preflight(Connection connection, Capture capture, String url) {
        this.connection = connection;
        this.capture = capture;
        this.publication = new Publication(capture);
        this.url = url;
    }

    List<Problem> problems() throws SQLException {
        pooler();
        server();
        login();
        slots();
        retention();
        idling();
        TableCheck tables = new TableCheck(connection);
        for (Watched table : capture.tables()) {
            problems.addAll(tables.problems(table));
        }
        if (!publication.missing(connection).isEmpty()) {
            publishing();
        }
        return List.copyOf(problems);
    }

    private void problem(String message, String remedy) {
        problems.add(new Problem(null, message, remedy));
    }

    /** Neon's and Supabase's poolers, and RDS Proxy. */
    private void pooler() {
        if (url.contains("-pooler.") || url.contains(".pooler.") || url.contains(".proxy-")) {
            problem(
                    "source.url names a pooler, through which no log can be read",
                    "name the server itself in source.url");
        }
    }

    private void server() throws SQLException {
        String level = Server.value(connection, "select current_setting('wal_level')");
        if (!level.equals("logical")) {
            problem(
                    "the server's log does not hold what is needed to follow it: wal_level is " + level,
                    "ALTER SYSTEM SET wal_level = 'logical', or on a managed service its parameter for logical replication,"
                            + " and restart the server");
        }
        boolean standby =
                Server.value(connection, "select pg_is_in_recovery()::text").equals("true");
        if (standby) {
            problem("the server is a standby, on which no publication can be made", "name the primary in source.url");
        }
    }

    /** Services give the right by a role of their own. */
    private void login() throws SQLException {
        List<String> login = Server.rows(
                        connection,
                        "select (rolsuper or rolreplication or exists (select 1 from pg_roles g where g.rolname in"
                                + " ('rds_replication', 'alloydbreplication') and pg_has_role(r.oid, g.oid, 'member')))::text,"
                                + " quote_ident(rolname), exists (select 1 from pg_roles where rolname ="
                                + " 'rds_replication')::text from pg_roles r where rolname = current_user")
                .get(0);
        if (!login.get(0).equals("true")) {
            problem(
                    "login " + quoted(login.get(1)) + " may not read the server's log",
                    login.get(2).equals("true")
                            ? "GRANT rds_replication TO " + login.get(1)
                            : "ALTER ROLE " + login.get(1) + " REPLICATION");
        }
    }

    private static String quoted(String identifier) {
        return identifier.startsWith("\"") ? identifier : '"' + identifier + '"';
    }

    /** A publication is made by who may create in the database and owns its tables. */
    private void publishing() throws SQLException {
        List<String> rights = Server.rows(
                        connection,
                        "select has_database_privilege(current_database(), 'CREATE')::text, quote_ident(current_user),"
                                + " quote_ident(current_database())")
                .get(0);
        boolean exists = publication.exists(connection);
        if (!exists && !rights.get(0).equals("true")) {
            problem(
                    "login " + quoted(rights.get(1)) + " may not make publication \"" + capture.name() + "\"",
                    "GRANT CREATE ON DATABASE " + rights.get(2) + " TO " + rights.get(1));
        }
        List<String> foreign = Server.rows(
                        connection,
                        "select c.oid::regclass::text from unnest(string_to_array(?, chr(10))) t join pg_class c on c.oid ="
                                + " to_regclass(t) where not pg_has_role(current_user, c.relowner, 'usage') order by 1",
                        capture.tables().stream()
                                .map(table -> Publication.quoted(table.table()))
                                .reduce((a, b) -> a + "\n" + b)
                                .orElse(""))
                .stream()
                .map(row -> row.get(0))
                .toList();
        if (!foreign.isEmpty()) {
            problem(
                    "login " + quoted(rights.get(1)) + " may not publish tables that it does not own: "
                            + String.join(", ", foreign),
                    "have their owner run "
                            + (exists
                                    ? publication.change()
                                    : publication.creation(
                                            connection.getMetaData().getDatabaseMajorVersion())));
        }
    }

    private void slots() throws SQLException {
        List<String> counts = Server.rows(
                        connection,
                        "select current_setting('max_replication_slots')::int - (select count(*) from"
                                + " pg_replication_slots where slot_name <> ?),"
                                + " current_setting('max_wal_senders')::int - (select count(*) from pg_stat_replication s"
                                + " where not exists (select 1 from pg_replication_slots where active_pid = s.pid and"
                                + " slot_name = ?))",
                        capture.name(),
                        capture.name())
                .get(0);
        if (Long.parseLong(counts.get(0)) <= 0) {
            problem(
                    "all replication slots of the server are in use",
                    "raise max_replication_slots and restart the server, or drop a slot that nobody uses");
        }
        if (Long.parseLong(counts.get(1)) <= 0) {
            problem("all WAL senders of the server are in use", "raise max_wal_senders and restart the server");
        }
    }

    /** Holds what the server keeps at most against what it has written in the past in as long a time. */
    private void retention() throws SQLException {
        List<String> row = Server.rows(
                        connection,
                        "select (select setting from pg_settings where name = 'max_slot_wal_keep_size'), (wal_bytes /"
                                + " greatest(extract(epoch from clock_timestamp() - stats_reset), ?) * ? / ?)::bigint from"
                                + " pg_stat_wal",
                        REPRESENTATIVE.toSeconds(),
                        capture.outage().toSeconds(),
                        MEGABYTE)
                .get(0);
        long limit = Long.parseLong(row.get(0));
        long expected = Long.parseLong(row.get(1));
        if (limit >= 0 && expected > limit) {
            problem(
                    "the server keeps " + limit + " MB of its log for a slot, and writes " + expected + " MB in "
                            + text(capture.outage())
                            + ", as long as nobody may be listening: max_slot_wal_keep_size",
                    "ALTER SYSTEM SET max_slot_wal_keep_size = '" + 2 * expected + "MB'; SELECT pg_reload_conf()");
        }
    }

    /** The setting exists from PostgreSQL 18 on. */
    private void idling() throws SQLException {
        String seconds = Server.value(
                connection,
                "select coalesce(extract(epoch from current_setting('idle_replication_slot_timeout', true)::interval),"
                        + " 0)::bigint");
        Duration idle = Duration.ofSeconds(Long.parseLong(seconds));
        if (!idle.isZero() && idle.compareTo(capture.outage()) < 0) {
            problem(
                    "the server gives a slot up when nobody has read it for " + text(idle) + ", and nobody may be"
                            + " listening for " + text(capture.outage()) + ": idle_replication_slot_timeout",
                    "ALTER SYSTEM SET idle_replication_slot_timeout = 0; SELECT pg_reload_conf()");
        }
    }

    private static String text(Duration span) {
        return span.toMinutes() % 60 == 0 && !span.isZero() ? span.toHours() + " h" : span.toSeconds() + " s";
    }
}
