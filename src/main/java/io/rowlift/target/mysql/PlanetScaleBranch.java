package io.rowlift.target.mysql;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.target.jdbc.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a PlanetScale branch says beyond MySQL's error numbers: Vitess, in between, has limits of its own, moves a
 * database from one server to the next, and tells so in texts.
 */
final class PlanetScaleBranch {

    /** A part of a text, in lower case, and what it means; the first one that fits counts. */
    private record Saying(String text, Fault fault) {}

    private static final List<Saying> SAYINGS = List.of(
            // vitess go/vt/vttablet/tabletserver/tx_pool.go: "transaction %v: ended at %v (exceeded timeout: %v)"
            new Saying("exceeded timeout", Fault.TOO_LARGE),
            new Saying("(for tx killer rollback)", Fault.TOO_LARGE),
            // vitess query_executor.go: "Row count exceeded %d", also in lower case
            new Saying("row count exceeded", Fault.TOO_LARGE),
            // grpc-go rpc_util.go, whose code is ResourceExhausted too: it has to be looked for first
            new Saying("message larger than max", Fault.TOO_LARGE),
            new Saying("message length", Fault.TOO_LARGE),
            new Saying("deadline exceeded", Fault.TOO_LARGE),
            new Saying("deadlineexceeded", Fault.TOO_LARGE),
            // vitess tx_pool.go and pools: "transaction pool connection limit exceeded", "resource pool timed out"
            new Saying("pool connection limit exceeded", Fault.CROWDED),
            new Saying("pool timed out", Fault.CROWDED),
            new Saying("resourceexhausted", Fault.CROWDED),
            new Saying("resource_exhausted", Fault.CROWDED),
            // vitess vtgate/buffer, tabletgateway.go and state_manager.go while a primary is replaced
            new Saying("reparent", Fault.LOST),
            new Saying("code = unavailable", Fault.LOST),
            new Saying("unavailable:", Fault.LOST),
            new Saying("no healthy tablet", Fault.LOST),
            new Saying("primary is not serving", Fault.LOST),
            new Saying("not serving", Fault.LOST),
            new Saying("operation not allowed in state", Fault.LOST),
            new Saying("cluster event", Fault.LOST),
            new Saying("buffer full", Fault.LOST),
            // vitess: "transaction 17: ended at ... (unlocked closed connection)": its server was lost
            new Saying("unlocked closed connection", Fault.LOST),
            // vitess tx_pool.go after a move: the transaction was on the server before
            new Saying("transaction has been aborted", Fault.LOST));

    private PlanetScaleBranch() {}

    /**
     * Makes sure that a keyspace has no shards that the job does not tell of: what counts and what is unique there is
     * unique in one shard only. Servers that do not know the question have none.
     *
     * @throws ConfigurationException if it has
     */
    static void requireAsSaid(Connection connection, String keyspace, boolean sharded) throws SQLException {
        if (!sharded) {
            requireWhole(keyspace, shards(connection));
        }
    }

    /** Checks shards as Vitess names them (vitess.io, "SHOW VITESS_SHARDS"): {@code shop/-80}, {@code shop/0} for the only one. */
    static void requireWhole(String keyspace, List<String> shards) {
        List<String> own =
                shards.stream().filter(name -> name.startsWith(keyspace + "/")).toList();
        if (own.size() > 1) {
            throw new ConfigurationException(
                    "the keyspace \"" + keyspace + "\" has " + own.size() + " shards, and the job does not say so",
                    "write \"sharded: true\" under planetscale and run validate again, or name a keyspace without"
                            + " shards");
        }
    }

    private static List<String> shards(Connection connection) throws SQLException {
        List<String> shards = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SHOW VITESS_SHARDS")) {
            while (found.next()) {
                shards.add(String.valueOf(found.getString(1)));
            }
        } catch (SQLSyntaxErrorException e) {
            return List.of(); // MySQL itself, which has no shards
        }
        return shards;
    }

    /** Returns what a failure means if Vitess says it in a text of its own; null for all others. */
    static @Nullable Fault fault(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        // what follows is the statement, with values in it
        int statement = message.indexOf(": sql: \"");
        String said = statement < 0 ? message : message.substring(0, statement);
        return SAYINGS.stream()
                .filter(saying -> said.contains(saying.text()))
                .findFirst()
                .map(Saying::fault)
                .orElse(null);
    }
}
