package io.rowlift.source.postgres.log;

import io.rowlift.problem.Problem;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks for what would keep a capture from being heard whole, and says what mends it. Reads only. */
final class Preflight {

    private final Connection connection;
    private final Capture capture;
    private final String url;
    private final List<Problem> problems = new ArrayList<>();

    Preflight(Connection connection, Capture capture, String url) {
        this.connection = connection;
        this.capture = capture;
        this.url = url;
    }

    List<Problem> problems() throws SQLException {
        pooler();
        server();
        login();
        slots();
        for (Watched table : capture.tables()) {
            table(table);
        }
        return List.copyOf(problems);
    }

    private void problem(String message, String remedy) {
        problems.add(new Problem(null, message, remedy));
    }

    private void pooler() {
        if (url.contains("-pooler.")) {
            problem(
                    "source.url names a pooler, through which no log can be read",
                    "name the server itself: the same host without \"-pooler\"");
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

    private void login() throws SQLException {
        List<String> rights = Server.rows(
                        connection,
                        "select (rolsuper or rolreplication or exists (select 1 from pg_auth_members m join pg_roles g on"
                                + " g.oid = m.roleid where m.member = r.oid and g.rolname in ('rds_replication',"
                                + " 'alloydbreplication', 'cloudsqlsuperuser')))::text, rolsuper::text,"
                                + " has_database_privilege(current_database(), 'CREATE')::text from pg_roles r where rolname ="
                                + " current_user")
                .get(0);
        if (!rights.get(0).equals("true")) {
            problem("the login may not read the log", "ALTER ROLE … REPLICATION");
        }
        boolean published = !Server.rows(connection, "select 1 from pg_publication where pubname = ?", capture.name())
                .isEmpty();
        if (!rights.get(2).equals("true") && !published) {
            problem(
                    "the login may not make publication \"" + capture.name() + "\"",
                    "GRANT CREATE ON DATABASE … and make it owner of the tables, or make it yourself: CREATE PUBLICATION "
                            + capture.name() + " FOR TABLE … WITH (publish_via_partition_root = true)");
        }
    }

    private void slots() throws SQLException {
        List<String> counts = Server.rows(
                        connection,
                        "select current_setting('max_replication_slots')::int - (select count(*) from"
                                + " pg_replication_slots where slot_name <> ?),"
                                + " current_setting('max_wal_senders')::int - (select count(*) from pg_stat_replication),"
                                + " current_setting('max_slot_wal_keep_size')",
                        capture.name())
                .get(0);
        if (Long.parseLong(counts.get(0)) <= 0) {
            problem(
                    "all replication slots are in use",
                    "ALTER SYSTEM SET max_replication_slots to more, and restart the server; or drop a slot that nobody uses");
        }
        if (Long.parseLong(counts.get(1)) <= 0) {
            problem("all WAL senders are in use", "ALTER SYSTEM SET max_wal_senders to more, and restart the server");
        }
    }

    private void table(Watched table) throws SQLException {
        String name = Publication.quoted(table.table());
        List<List<String>> kinds = Server.rows(
                connection,
                "select relkind::text, relpersistence::text from pg_class where oid = ?::text::regclass",
                name);
        if (kinds.isEmpty()) {
            problem("table " + name + " does not exist", "correct the mapping");
            return;
        }
        String kind = kinds.get(0).get(0);
        if (!kind.equals("r") && !kind.equals("p")) {
            problem(
                    name + " is no table, so that changes of it cannot be heard",
                    "read the tables behind it, or bring the target in line by \"rowlift verify --repair --prune\"");
            return;
        }
        if (!kinds.get(0).get(1).equals("p")) {
            problem(
                    "table " + name + " is unlogged: its changes are not in the log",
                    "ALTER TABLE " + name + " SET LOGGED");
        }
        identity(table, name);
    }

    /** Of a row that was changed the log has what it was before only as far as the table's replica identity. */
    private void identity(Watched table, String name) throws SQLException {
        Map<String, Set<String>> known = new TreeMap<>();
        for (List<String> row : Server.rows(
                connection,
                "select c.oid::regclass::text, c.relreplident::text, coalesce(a.attname, '') from (select relid from"
                        + " pg_partition_tree(?::text::regclass) where isleaf union select ?::text::regclass where not exists"
                        + " (select 1 from pg_partition_tree(?::text::regclass))) t join pg_class c on c.oid = t.relid"
                        + " left join pg_index i on i.indrelid = c.oid and (c.relreplident = 'd' and i.indisprimary or"
                        + " c.relreplident = 'i' and i.indisreplident) left join pg_attribute a on a.attrelid = c.oid and"
                        + " a.attnum > 0 and not a.attisdropped and (c.relreplident = 'f' or a.attnum = any (i.indkey))",
                name,
                name,
                name)) {
            known.computeIfAbsent(row.get(0), t -> new HashSet<>()).add(row.get(2));
        }
        known.forEach((part, columns) -> {
            List<String> missing = table.columns().stream()
                    .filter(column -> !columns.contains(column))
                    .toList();
            if (!missing.isEmpty()) {
                problem(
                        "table " + name + ": of a row that is changed the log does not have the old "
                                + String.join(", ", missing) + " of " + part
                                + ", by which the items are found that it was part of",
                        "ALTER TABLE " + part + " REPLICA IDENTITY FULL");
            }
        });
    }
}
