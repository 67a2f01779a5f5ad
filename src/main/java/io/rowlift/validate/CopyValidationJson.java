package io.rowlift.validate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.validate.CopyValidation.CheckedTable;
import java.io.IOException;
import java.util.Locale;

/** The outcome of a copy's dry run as JSON; the shape is documented in docs/json.md. */
public final class CopyValidationJson {

    private CopyValidationJson() {}

    /** Writes the outcome's fields into an object that the caller has begun. */
    public static void write(JsonGenerator json, CopyValidation validation) throws IOException {
        json.writeNumberField("seconds", validation.duration().toMillis() / 1000.0);
        json.writeBooleanField("sampled", validation.sampled());
        json.writeNumberField("rows", validation.rows());
        json.writeObjectFieldStart("counts");
        for (Severity severity : Severity.values()) {
            json.writeNumberField(severity.name().toLowerCase(Locale.ROOT), validation.count(severity));
        }
        json.writeEndObject();
        ValidationJson.write(json, validation.findings());
        json.writeArrayFieldStart("tables");
        for (CheckedTable table : validation.tables()) {
            json.writeStartObject();
            json.writeStringField("table", table.table());
            json.writeStringField("target", table.target());
            json.writeNumberField("ranges", table.ranges());
            json.writeNumberField("rows", table.rows());
            json.writeNumberField("rejected", table.rejected());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("statements");
        for (Statement statement : validation.schema().statements()) {
            json.writeStartObject();
            json.writeStringField("phase", statement.phase().name().toLowerCase(Locale.ROOT));
            json.writeStringField("object", statement.object());
            json.writeStringField("sql", statement.sql());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
