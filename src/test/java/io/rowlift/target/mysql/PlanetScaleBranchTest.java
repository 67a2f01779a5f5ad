package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.Fault;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated: none of this was seen on PlanetScale itself; texts are from the source of Vitess. */
class PlanetScaleBranchTest {

    private final MySqlFailures failures = new MySqlFailures("aws.connect.psdb.cloud", "shop", "me", true);

    /**
     * vitess go/vt/vttablet/tabletserver: tx_pool.go, query_executor.go, state_manager.go; go/vt/vtgate: tabletgateway.go,
     * buffer/buffer.go; grpc-go rpc_util.go.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1317 | 70100 | target: shop.-.primary: vttablet: rpc error: code = Aborted desc = transaction 17: ended at 2026-11-23 (exceeded timeout: 20s) | TOO_LARGE
                    1105 | HY000 | target: shop.-.primary: vttablet: rpc error: code = Aborted desc = Row count exceeded 100000 (errno 10001) (sqlstate HY000) | TOO_LARGE
                    1105 | HY000 | target: shop.-.primary: vttablet: rpc error: code = ResourceExhausted desc = grpc: received message larger than max (90000000 vs. 67108864) | TOO_LARGE
                    1105 | HY000 | vttablet: rpc error: code = DeadlineExceeded desc = context deadline exceeded | TOO_LARGE
                    1203 | 42000 | target: shop.-.primary: vttablet: rpc error: code = ResourceExhausted desc = transaction pool connection limit exceeded | CROWDED
                    1105 | HY000 | vttablet: rpc error: code = ResourceExhausted desc = resource pool timed out | CROWDED
                    1105 | HY000 | target: shop.-.primary: primary is not serving, there is a reparent operation in progress | LOST
                    1105 | HY000 | target: shop.-.primary: vttablet: rpc error: code = Unavailable desc = error reading from server: EOF | LOST
                    1105 | HY000 | target: shop.-.primary: no healthy tablet available for 'keyspace:"shop"' | LOST
                    1105 | HY000 | vttablet: rpc error: code = FailedPrecondition desc = operation not allowed in state NOT_SERVING | LOST
                    1062 | 23000 | target: shop.-.primary: vttablet: rpc error: code = AlreadyExists desc = Duplicate entry 'x' for key 'users.email' (errno 1062) (sqlstate 23000) (CallerID: me): Sql: "insert into users values ('exceeded timeout')" | ROW
                    1062 | 23000 | desc = Duplicate entry 'exceeded timeout' for key 'users.email' (errno 1062) (sqlstate 23000) | ROW
                    1105 | HY000 | vttablet: rpc error: code = Aborted desc = transaction 17: ended at 2026-11-23 (unlocked closed connection) | LOST
                    1146 | 42S02 | target: shop.-.primary: vttablet: rpc error: code = NotFound desc = Table 'shop.users' doesn't exist (errno 1146) (sqlstate 42S02) | FINAL
                    """)
    void vitessSaysInTexts(int code, String state, String text, Fault fault) {
        assertThat(failures.fault(new SQLException(text, state, code))).isEqualTo(fault);
    }

    /** vitess go/mysql/sqlerror: errno, state, caller and the statement follow behind the server's text. */
    @Test
    void noValueOfAStatementIsRepeated() {
        SQLException failure = new SQLException(
                "target: shop.-.primary: vttablet: rpc error: code = AlreadyExists desc = Duplicate entry 'secret' for key"
                        + " 'users.email' (errno 1062) (sqlstate 23000) (CallerID: me): Sql: \"insert into users values"
                        + " ('secret for key 'other'')\"",
                "23000",
                1062);
        assertThat(failures.refusal(
                        failure, Copies.table("shop", "users", List.of(), Copies.col("id", new Type.Bool(), "int"))))
                .isEqualTo("unique key \"users.email\" refuses it: another row has the same values");
        SQLException missing = new SQLException(
                "vttablet: Table 'shop.users' doesn't exist (errno 1146) (sqlstate 42S02) (CallerID: me): Sql: \"insert"
                        + " into users values ('secret')\"",
                "42S02",
                1146);
        assertThat(failures.doing("writing to table \"shop.users\"", missing))
                .hasMessage("writing to table \"shop.users\" failed at MySQL at aws.connect.psdb.cloud (SQLSTATE 42S02,"
                        + " error 1146): vttablet: Table 'shop.users' doesn't exist");
    }

    @Test
    void shardsThatTheJobDoesNotTellOf() {
        PlanetScaleBranch.requireWhole("shop", List.of("shop/-", "other/-80", "other/80-"));
        PlanetScaleBranch.requireWhole("shop", List.of());

        assertThatThrownBy(() -> PlanetScaleBranch.requireWhole("shop", List.of("other/0", "shop/-80", "shop/80-")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "the keyspace \"shop\" has 2 shards, and the job does not say so; write \"sharded: true\" under"
                                + " planetscale and run validate again, or name a keyspace without shards");
    }
}
