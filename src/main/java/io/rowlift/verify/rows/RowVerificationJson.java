package io.rowlift.verify.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.schema.RowKey;
import java.io.IOException;
import java.util.List;

/** The outcome of a comparison of tables as JSON; the shape is documented in docs/json.md. */
public final class RowVerificationJson {

    private RowVerificationJson() {}

    /** Writes the outcome's fields into an object that the caller has begun. */
    public static void write(JsonGenerator json, RowVerification verification) throws IOException {
        json.writeNumberField("seconds", verification.duration().toMillis() / 1000.0);
        json.writeStringField("began", verification.began().toString());
        json.writeNumberField("differences", verification.differences());
        json.writeNumberField("left", verification.left());
        if (verification.sample() > 0) {
            json.writeNumberField("sample", verification.sample());
        }
        json.writeArrayFieldStart("tables");
        for (VerifiedRows table : verification.tables()) {
            write(json, table);
        }
        json.writeEndArray();
        texts(json, "notices", verification.notices());
        texts(json, "notCompared", verification.notCompared());
    }

    private static void write(JsonGenerator json, VerifiedRows table) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", table.table());
        json.writeBooleanField("keyed", table.keyed());
        json.writeNumberField("rows", table.rows());
        json.writeNumberField("rejected", table.rejected());
        json.writeNumberField("held", table.held());
        json.writeNumberField("equal", table.equal());
        json.writeNumberField("missing", table.missing());
        json.writeNumberField("different", table.different());
        json.writeNumberField("extra", table.extra());
        json.writeNumberField("changed", table.changed());
        findings(json, "firstMissing", table.first(RowFinding.Kind.MISSING));
        findings(json, "firstDifferent", table.first(RowFinding.Kind.DIFFERENT));
        findings(json, "firstExtra", table.first(RowFinding.Kind.EXTRA));
        json.writeEndObject();
    }

    private static void findings(JsonGenerator json, String field, List<RowFinding> findings) throws IOException {
        json.writeArrayFieldStart(field);
        for (RowFinding finding : findings) {
            json.writeStartObject();
            json.writeObjectFieldStart("row");
            for (int i = 0; i < finding.key().columns().size(); i++) {
                json.writeStringField(
                        finding.key().columns().get(i),
                        RowKey.text(finding.key().values().get(i)));
            }
            json.writeEndObject();
            if (finding.kind() == RowFinding.Kind.DIFFERENT) {
                texts(json, "columns", finding.columns());
            }
            if (finding.changed()) {
                json.writeBooleanField("changed", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
