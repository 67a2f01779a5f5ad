package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.target.jdbc.Fault;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated: none of this was seen on Neon itself; texts are from the open source of its proxy. */
class NeonEndpointTest {

    private final PostgresFailures failures = new PostgresFailures(
            "ep-x-123.eu-central-1.aws.neon.tech",
            "shop",
            "me",
            new NeonEndpoint("ep-x-123.eu-central-1.aws.neon.tech"));

    /** neon docs, "Connection pooling": the pooled host is the endpoint's with -pooler behind its name. */
    @Test
    void aPoolerIsRefusedWithTheDirectHost() {
        JdbcUrl url = JdbcUrl.read("jdbc:postgresql://ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech/shop");
        assertThatThrownBy(() -> NeonEndpoint.requireDirect(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the target's url names Neon's pooler"
                        + " \"ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech\", which cannot be loaded through;"
                        + " write the direct endpoint \"ep-cool-rain-123456.eu-central-1.aws.neon.tech\"");
        assertThatCode(() -> NeonEndpoint.requireDirect(
                        JdbcUrl.read("jdbc:postgresql://ep-cool-rain-123456.eu-central-1.aws.neon.tech/shop")))
                .doesNotThrowAnyException();
    }

    /** neon proxy/src/compute/mod.rs, proxy/src/control_plane/errors.rs and messages.rs: reasons that can be retried. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL: Couldn't connect to compute node",
                "FATAL: Control plane request failed: endpoint is temporarily unavailable",
                "FATAL: Failed to acquire permit to connect to the database. Too many database connection attempts are"
                        + " currently ongoing.",
                "FATAL: RUNNING_OPERATIONS",
                "FATAL: CONCURRENCY_LIMIT_REACHED",
                "FATAL: LOCK_ALREADY_TAKEN",
                "FATAL: ENDPOINT_IDLE",
                "FATAL: PROJECT_UNDER_MAINTENANCE"
            })
    void whatPassesIsTriedAgain(String text) {
        assertThat(failures.fault(new SQLException(text, "XX000"))).isEqualTo(Fault.BUSY);
    }

    /** neon proxy/src/control_plane/messages.rs: reasons that cannot be retried; errors.rs for the sentences. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ACTIVE_TIME_QUOTA_EXCEEDED | the project has used up its quota; raise it in Neon's console or wait for the next month
                    Control plane request failed: endpoint is temporarily unavailable. Check your quotas and/or contact our support. | it is unavailable for a while, or a quota is used up; look at the quotas in Neon's console, then run the same command again
                    ACTIVE_ENDPOINTS_LIMIT_EXCEEDED | the project has too many active endpoints; suspend or delete one in Neon's console
                    RATE_LIMIT_EXCEEDED | the project's connections are limited; wait a few minutes, then run the same command again
                    Control plane request failed: endpoint cannot be found | there is no such endpoint; check the host in the target's url
                    BRANCH_NOT_FOUND | there is no such endpoint; check the host in the target's url
                    Control plane request failed: endpoint is disabled | the endpoint is disabled; enable it in Neon's console
                    ENDPOINT_DISABLED | the endpoint is disabled; enable it in Neon's console
                    ROLE_PROTECTED | the branch is protected against this role; use another role, or lift the protection in Neon's console
                    """)
    void whatStaysEndsAtOnceWithARemedy(String text, String said) {
        SQLException failure = new SQLException("FATAL: " + text, "XX000");
        assertThat(failures.fault(failure)).isEqualTo(Fault.FINAL);
        assertThat(failures.connecting(failure))
                .isInstanceOf(FailedException.class)
                .hasMessage("Neon does not start the endpoint at ep-x-123.eu-central-1.aws.neon.tech: " + said);
    }

    @Test
    void textsOfRowsMeanNothing() {
        assertThat(failures.fault(new SQLException("Key (code)=(NOT_FOUND) already exists", "23505")))
                .isEqualTo(Fault.ROW);
    }

    /** neon docs, "Compute lifecycle": sessions of a compute that is suspended end with 57P01; max_connections with 53300. */
    @Test
    void suspendAndFullServersAreKnownByTheirStates() {
        assertThat(failures.fault(new SQLException("terminating connection", "57P01")))
                .isEqualTo(Fault.LOST);
        assertThat(failures.fault(new SQLException("remaining connection slots are reserved", "53300")))
                .isEqualTo(Fault.CROWDED);
        assertThat(failures.fault(new SQLException("idle in transaction", "25P03")))
                .isEqualTo(Fault.LOST);
    }
}
