package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogSettingsTest {

    private static LogSettings settings(String... pairs) {
        Map<String, String> values = new java.util.HashMap<>(Map.of("log_bin", "ON"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new LogSettings(values, false);
    }

    @Test
    void zeroKeepsTheLogForEver() {
        Duration year = Duration.ofDays(365);
        assertThat(settings("binlog_expire_logs_seconds", "0").expiry(year)).isEmpty();
        assertThat(settings("expire_logs_days", "0.000000").expiry(year)).isEmpty();
        assertThat(settings("binlog_expire_logs_seconds", "60", "binlog_expire_logs_auto_purge", "OFF")
                        .expiry(year))
                .isEmpty();
        assertThat(settings("binlog_expire_logs_seconds", "60").expiry(year)).hasSize(1);
        assertThat(settings("expire_logs_days", "0.5").expiry(Duration.ofHours(12)))
                .isEmpty();
        assertThat(settings("expire_logs_days", "0.5").expiry(Duration.ofHours(13)))
                .hasSize(1);
    }

    @Test
    void aServerWithoutNumberSendsNothing() {
        assertThat(settings("server_id", "0").problems())
                .containsExactly(new Problem(
                        null,
                        "the server sends its log to nobody: server_id is 0, not 1",
                        "SET PERSIST server_id = 1, and have applications connect anew"));
    }

    @Test
    void filtersLeaveOutDatabases() {
        String remedy = "remove the filter from its configuration and restart it";
        assertThat(LogTables.filtered(Set.of("shop"), "", "")).isEmpty();
        assertThat(LogTables.filtered(Set.of("shop"), "other,shop", "")).isEmpty();
        assertThat(LogTables.filtered(Set.of("shop"), "", "other,shop"))
                .containsExactly(new Problem(
                        null, "the server leaves database \"shop\" out of its log: binlog_ignore_db names it", remedy));
    }
}
