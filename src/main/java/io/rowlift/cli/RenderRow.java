package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows one row of a table that is copied: how it is read, and what the target gets.
 *
 * @param invocation the command
 * @param job its job
 * @param parts reads the mapping
 * @param target the job's
 */
record RenderRow(Invocation invocation, Job job, CopyParts parts, Relational target) {

    ExitCode render(String name, List<String> keyArguments, RunSignal signal) {
        try (Source source = invocation.parts().source(job, signal)) {
            Copy copy = Copy.of(parts, parts.mapping(job, target), target, source);
            TargetTable table = copy.require(name);
            if (table.copy().whole()) {
                throw new ConfigurationException(
                        "nothing identifies a row of table \"" + name + "\"",
                        "name columns that do with \"key\" in the mapping");
            }
            AggregateReader reader = source.reader(table.copy().aggregate());
            RowKey key = KeyArguments.parse(
                    table.copy().aggregate().subject(), reader.reading().key().columns(), keyArguments);
            Row row = fetch(name, reader, key);
            String obstacle = copy.translation().check(table).obstacle(row);
            String sql = reader.reading().sql();
            print(invocation.text(), table, key, row, sql, obstacle);
            return invocation.result(ExitCode.DONE, json -> write(json, table, key, row, sql, obstacle));
        }
    }

    private static Row fetch(String name, AggregateReader reader, RowKey key) {
        List<Row> rows = reader.fetch(List.of(key));
        if (rows.isEmpty()) {
            throw new ConfigurationException(
                    "the job selects no row " + key + " of table \"" + name + "\"",
                    "check the key, and the table's \"where\" if it has one");
        }
        return rows.get(0);
    }

    private static void print(
            PrintWriter out, TargetTable table, RowKey key, Row row, String sql, @Nullable String obstacle) {
        out.println("-- " + table.copy().name() + key + " is read by");
        out.println(sql);
        out.println();
        if (obstacle != null) {
            out.println("-- and rejected: " + obstacle);
            return;
        }
        out.println("-- and becomes a row of \"" + table.name() + "\"");
        for (TargetColumn column : table.columns()) {
            out.println(column.name() + " " + column.type() + ": " + text(table, column, row));
        }
    }

    private void write(
            JsonGenerator json, TargetTable table, RowKey key, Row row, String sql, @Nullable String obstacle)
            throws IOException {
        json.writeStringField("job", job.name());
        json.writeStringField("table", table.copy().name());
        RowKeyJson.write(json, "row", key);
        json.writeStringField("sql", sql);
        json.writeStringField("rejection", obstacle);
        json.writeStringField("target", table.name().toString());
        json.writeArrayFieldStart("columns");
        for (TargetColumn column : table.columns()) {
            json.writeStartObject();
            json.writeStringField("column", column.name());
            json.writeStringField("type", column.type());
            json.writeStringField("value", text(table, column, row));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable String text(TargetTable table, TargetColumn column, Row row) {
        Object value = row.get(table.copy().position(column.copy()));
        return value == null ? null : RowKey.text(value);
    }
}
