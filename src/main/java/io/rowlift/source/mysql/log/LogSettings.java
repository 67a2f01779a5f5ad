package io.rowlift.source.mysql.log;

import io.rowlift.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server is told about its log.
 *
 * @param values by name in lower case
 * @param mariaDb whether it is MariaDB
 */
record LogSettings(Map<String, String> values, boolean mariaDb) {

    LogSettings {
        values = Map.copyOf(values);
    }

    boolean off() {
        return !on("log_bin");
    }

    boolean on(String name) {
        String value = values.getOrDefault(name, "OFF").toUpperCase(Locale.ROOT);
        return value.equals("ON") || value.equals("1");
    }

    /** Returns what would leave something out of the log, or in a form that cannot be read. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        expect("binlog_format", "ROW", "the log holds statements instead of rows", problems);
        expect("binlog_row_image", "FULL", "the log does not hold whole rows", problems);
        expect("binlog_row_metadata", "FULL", "the log does not name columns", problems);
        if (on("binlog_transaction_compression")) {
            expect("binlog_transaction_compression", "OFF", "the log is compressed", problems);
        }
        if (on("log_bin_compress")) {
            expect("log_bin_compress", "OFF", "the log is compressed", problems);
        }
        if (!values.getOrDefault("binlog_row_value_options", "").isEmpty()) {
            expect("binlog_row_value_options", "", "the log holds parts of JSON values only", problems);
        }
        if (values.getOrDefault("server_id", "1").equals("0")) {
            expect("server_id", "1", "the server sends its log to nobody", problems);
        }
        return problems;
    }

    private void expect(String name, String wanted, String why, List<Problem> problems) {
        String found = values.getOrDefault(name, wanted);
        if (!found.equalsIgnoreCase(wanted)) {
            problems.add(new Problem(
                    null,
                    why + ": " + name + " is " + found + ", not " + (wanted.isEmpty() ? "empty" : wanted),
                    set(name, wanted.equals("1") ? "1" : "'" + wanted + "'")));
        }
    }

    /** Sessions that are open keep some settings as they were. */
    private String set(String name, String value) {
        return mariaDb
                ? "SET GLOBAL " + name + " = " + value
                        + ", write it into the server's configuration too, and have applications connect anew"
                : "SET PERSIST " + name + " = " + value + ", and have applications connect anew";
    }

    /** Returns a problem when files are removed earlier than nobody may be listening. */
    List<Problem> expiry(Duration outage) {
        Duration kept = kept();
        if (kept.isZero() || kept.compareTo(outage) >= 0) {
            return List.of();
        }
        return List.of(new Problem(
                null,
                "the server removes its log after " + hours(kept) + " hours, but " + hours(outage)
                        + " hours may pass without anybody listening",
                mariaDb
                        ? "SET GLOBAL expire_logs_days = " + (outage.toDays() + 1)
                                + ", and write it into the server's configuration too; on RDS CALL "
                                + "mysql.rds_set_configuration('binlog retention hours', " + hours(outage) + ")"
                        : "SET PERSIST binlog_expire_logs_seconds = " + outage.toSeconds()
                                + "; on RDS CALL mysql.rds_set_configuration('binlog retention hours', "
                                + hours(outage) + ")"));
    }

    /** Zero is for ever. MariaDB has both settings for the same. */
    private Duration kept() {
        if (values.getOrDefault("binlog_expire_logs_auto_purge", "ON").equalsIgnoreCase("OFF")) {
            return Duration.ZERO;
        }
        long seconds = Long.parseLong(values.getOrDefault("binlog_expire_logs_seconds", "0"));
        double days = Double.parseDouble(values.getOrDefault("expire_logs_days", "0"));
        return seconds > 0 ? Duration.ofSeconds(seconds) : Duration.ofSeconds(Math.round(days * 86_400));
    }

    private static long hours(Duration duration) {
        return (duration.toSeconds() + 3_599) / 3_600;
    }
}
