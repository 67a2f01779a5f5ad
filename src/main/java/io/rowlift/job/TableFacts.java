package io.rowlift.job;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.mapping.Aggregate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is copied of a table and how its rows are written, as lines of text: they are all that a row in the target depends
 * on, so that a run may go on with what another has begun when they are the same.
 *
 * @param lines one per fact, so that what was changed can be shown
 */
record TableFacts(List<String> lines) {

    static TableFacts of(TargetTable table) {
        Aggregate read = table.copy().aggregate();
        List<String> lines = new ArrayList<>();
        lines.add("from: " + read.from());
        lines.add("to: " + table.name());
        if (!read.key().isEmpty()) {
            lines.add("key: " + read.key());
        }
        if (read.where() != null) {
            lines.add("where: " + Facts.quoted(read.where().text()));
        }
        Map<String, String> computed = read.columns().stream()
                .collect(Collectors.toMap(
                        Aggregate.Computed::name, column -> column.sql().text()));
        for (TargetColumn column : table.columns()) {
            String source = column.copy().source();
            String sql = computed.get(source);
            lines.add("column " + column.name() + ": " + column.type() + " from "
                    + (sql == null ? source : Facts.quoted(sql)));
        }
        return new TableFacts(List.copyOf(lines));
    }

    /** Returns the lines' SHA-256 as hexadecimal digits. */
    String fingerprint() {
        try {
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
