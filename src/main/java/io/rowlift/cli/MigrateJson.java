package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.job.MigrationSummary;
import io.rowlift.job.ReplaySummary;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.plan.Job;
import io.rowlift.plan.TargetSettings;
import io.rowlift.schema.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What {@code migrate} and {@code rejects --replay} say as JSON; the shape is documented in docs/json.md. */
enum MigrateJson {
    /** For DynamoDB. */
    ITEMS("entity", "entities", "writeUnits", "throttles"),
    /** For relational targets. */
    ROWS("table", "tables", "bytes", "repeats");

    private final String unit;
    private final String units;
    private final String volume;
    private final String setbacks;

    MigrateJson(String unit, String units, String volume, String setbacks) {
        this.unit = unit;
        this.units = units;
        this.volume = volume;
        this.setbacks = setbacks;
    }

    static MigrateJson of(Job job) {
        return job.target() instanceof TargetSettings.Relational ? ROWS : ITEMS;
    }

    String unit() {
        return unit;
    }

    String units() {
        return units;
    }

    String setbacks() {
        return setbacks;
    }

    void write(JsonGenerator json, String job, MigrationSummary summary) throws IOException {
        json.writeStringField("job", job);
        json.writeStringField("outcome", summary.outcome().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
        json.writeObjectFieldStart("run");
        counts(json, summary.loaded());
        json.writeNumberField(volume, summary.traffic().volume());
        json.writeNumberField(setbacks, summary.traffic().setbacks());
        json.writeEndObject();
        json.writeObjectFieldStart("total");
        counts(json, summary.total());
        json.writeEndObject();
        tables(json, "writtenMeanwhile", summary.meanwhile().written());
        tables(json, "perhapsWrittenMeanwhile", summary.meanwhile().unknown());
        json.writeArrayFieldStart(units);
        for (EntityStatus entity : summary.entities()) {
            json.writeStartObject();
            json.writeStringField(unit, entity.entity());
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

    void write(JsonGenerator json, String job, ReplaySummary summary) throws IOException {
        json.writeStringField("job", job);
        json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
        json.writeNumberField(this == ITEMS ? "mapped" : "written", summary.mapped());
        json.writeNumberField("rejected", summary.rejected());
        json.writeNumberField("gone", summary.gone());
        if (this == ITEMS) {
            json.writeNumberField("items", summary.items());
        }
    }

    void counts(JsonGenerator json, Counts counts) throws IOException {
        json.writeNumberField("rows", counts.rows());
        switch (this) {
            case ITEMS -> {
                json.writeNumberField("mapped", counts.mapped());
                json.writeNumberField("rejected", counts.rejected());
                json.writeNumberField("itemsRendered", counts.rendered());
                json.writeNumberField("itemsAcknowledged", counts.acknowledged());
            }
            case ROWS -> {
                json.writeNumberField("written", counts.acknowledged());
                json.writeNumberField("rejected", counts.rejected());
            }
        }
    }
}
