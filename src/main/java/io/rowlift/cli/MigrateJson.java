package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.job.MigrationSummary;
import io.rowlift.job.ReplaySummary;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.schema.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What {@code migrate} and {@code rejects --replay} say as JSON; the shape is documented in docs/json.md. */
final class MigrateJson {

    private MigrateJson() {}

    static void write(JsonGenerator json, String job, MigrationSummary summary) throws IOException {
        json.writeStringField("job", job);
        json.writeStringField("outcome", summary.outcome().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
        json.writeObjectFieldStart("run");
        counts(json, summary.loaded());
        json.writeNumberField("writeUnits", summary.traffic().volume());
        json.writeNumberField("throttles", summary.traffic().setbacks());
        json.writeEndObject();
        json.writeObjectFieldStart("total");
        counts(json, summary.total());
        json.writeEndObject();
        tables(json, "writtenMeanwhile", summary.meanwhile().written());
        tables(json, "perhapsWrittenMeanwhile", summary.meanwhile().unknown());
        json.writeArrayFieldStart("entities");
        for (EntityStatus entity : summary.entities()) {
            json.writeStartObject();
            json.writeStringField("entity", entity.entity());
            counts(json, entity.counts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void tables(JsonGenerator json, String field, List<TableName> tables) throws IOException {
        json.writeArrayFieldStart(field);
        for (TableName table : tables) {
            json.writeString(table.toString());
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, String job, ReplaySummary summary) throws IOException {
        json.writeStringField("job", job);
        json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
        json.writeNumberField("mapped", summary.mapped());
        json.writeNumberField("rejected", summary.rejected());
        json.writeNumberField("gone", summary.gone());
        json.writeNumberField("items", summary.items());
    }

    static void counts(JsonGenerator json, Counts counts) throws IOException {
        json.writeNumberField("rows", counts.rows());
        json.writeNumberField("mapped", counts.mapped());
        json.writeNumberField("rejected", counts.rejected());
        json.writeNumberField("itemsRendered", counts.rendered());
        json.writeNumberField("itemsAcknowledged", counts.acknowledged());
    }
}
