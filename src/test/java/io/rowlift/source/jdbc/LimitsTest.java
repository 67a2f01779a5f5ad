package io.rowlift.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void ourOwnSessionsTakeNoRoomFromUs() {
        Room room = new Room("server", "max_connections", 10, 8, "raise max_connections");
        assertThat(room.judge(4, 2)).isEmpty();
        assertThat(room.judge(4, 1))
                .containsExactly(new Finding(
                        Severity.PROBLEM,
                        "connections-short",
                        "server",
                        "source.connections is 4, and 3 are left: max_connections allows 10, others use 7",
                        "lower source.connections, or raise max_connections",
                        null,
                        3,
                        List.of()));
        assertThat(room.judge(2, 2)).isEmpty();
    }

    @Test
    void moreInUseThanAllowedIsNoneLeft() {
        Room room = new Room("login \"a\"", "the CONNECTION LIMIT of the login", 2, 5, "ALTER ROLE");
        assertThat(room.judge(1, 1))
                .extracting(Finding::message)
                .containsExactly("source.connections is 1, and 0 are left: the CONNECTION LIMIT of the login allows 2,"
                        + " others use 4");
    }

    @Test
    void aLimitOfTimeIsNamedWhereItIsTooShort() {
        assertThat(limit(Duration.ZERO)).isEmpty();
        assertThat(limit(Duration.ofMinutes(1))).isEmpty();
        assertThat(limit(Duration.ofMillis(59_999)))
                .containsExactly(Finding.of(
                        Severity.WARNING,
                        "timeout-short",
                        "server",
                        "the server ends a session that waits for its target after 59 seconds (wait_timeout), which"
                                + " may take 1 minute",
                        "SET GLOBAL wait_timeout = 60"));
    }

    private static List<Finding> limit(Duration limit) {
        return new TimeLimit(
                        "wait_timeout", limit, "a session that waits for its target", "SET GLOBAL wait_timeout = 60")
                .judge(Duration.ofMinutes(1));
    }

    @Test
    void spansAreWrittenInTheirLargestUnit() {
        assertThat(List.of(
                        Spans.text(Duration.ofMillis(250)),
                        Spans.text(Duration.ofSeconds(1)),
                        Spans.text(Duration.ofSeconds(119)),
                        Spans.text(Duration.ofHours(5)),
                        Spans.text(Duration.ofHours(49))))
                .containsExactly("250 ms", "1 second", "1 minute", "5 hours", "2 days");
    }
}
