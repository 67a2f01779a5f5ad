package io.rowlift.validate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.RowKey;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A dry run's outcome as JSON; the shape is documented in docs/json.md. */
public final class ValidationJson {

    private ValidationJson() {}

    /** Writes the outcome's fields into an object that the caller has begun. */
    public static void write(JsonGenerator json, Validation validation) throws IOException {
        json.writeNumberField("seconds", validation.duration().toMillis() / 1000.0);
        json.writeBooleanField("sampled", validation.sampled());
        json.writeNumberField("rows", validation.rows());
        json.writeObjectFieldStart("counts");
        for (Severity severity : Severity.values()) {
            json.writeNumberField(text(severity), validation.count(severity));
        }
        json.writeEndObject();
        write(json, validation.findings());
        json.writeArrayFieldStart("entities");
        for (SurveyedEntity entity : validation.entities()) {
            write(json, entity);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tables");
        for (SurveyedTable table : validation.tables()) {
            write(json, table);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("patterns");
        for (ResolvedPattern pattern : validation.patterns()) {
            write(json, pattern);
        }
        json.writeEndArray();
        LoadPlan plan = validation.plan();
        if (plan != null) {
            LoadPlanJson.write(json, plan);
        }
    }

    static void write(JsonGenerator json, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            write(json, finding);
        }
        json.writeEndArray();
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", text(finding.severity()));
        json.writeStringField("code", finding.code());
        json.writeStringField("subject", finding.subject());
        json.writeStringField("message", finding.message());
        if (finding.remedy() != null) {
            json.writeStringField("remedy", finding.remedy());
        }
        if (finding.location() != null) {
            json.writeStringField("file", finding.location().file());
            json.writeNumberField("line", finding.location().line());
        }
        json.writeNumberField("count", finding.count());
        strings(json, "examples", finding.examples());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, SurveyedEntity entity) throws IOException {
        json.writeStartObject();
        json.writeStringField("entity", entity.entity());
        json.writeNumberField("ranges", entity.ranges());
        json.writeNumberField("rows", entity.rows());
        json.writeNumberField("rejected", entity.rejected());
        json.writeNumberField("items", entity.items());
        json.writeNumberField("writeUnits", entity.writeUnits());
        json.writeNumberField("hottestShare", entity.hottest());
        json.writeObjectFieldStart("keys");
        json.writeStringField("outcome", text(entity.keys().outcome()));
        json.writeStringField("argument", entity.keys().argument());
        json.writeNumberField("checked", entity.keys().checked());
        json.writeEndObject();
        distributions(json, "sizes", entity.sizes());
        distributions(json, "embeds", entity.embeds());
        json.writeEndObject();
    }

    private static void distributions(JsonGenerator json, String field, Map<String, Distribution> all)
            throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Distribution> entry : all.entrySet()) {
            json.writeFieldName(entry.getKey());
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Distribution distribution) throws IOException {
        json.writeStartObject();
        json.writeNumberField("count", distribution.count());
        json.writeNumberField("sum", distribution.sum());
        json.writeNumberField("p50", distribution.median());
        json.writeNumberField("p99", distribution.p99());
        json.writeNumberField("max", distribution.max());
        RowKey row = distribution.maxRow();
        if (row != null) {
            json.writeStringField("maxRow", row.toString());
        }
        json.writeArrayFieldStart("buckets");
        for (Distribution.Bucket bucket : distribution.buckets()) {
            json.writeStartObject();
            json.writeNumberField("from", bucket.from());
            json.writeNumberField("to", bucket.to());
            json.writeNumberField("count", bucket.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ResolvedPattern pattern) throws IOException {
        json.writeStartObject();
        json.writeStringField("pattern", pattern.name());
        json.writeStringField("kind", text(pattern.kind()));
        json.writeStringField("table", pattern.table());
        if (pattern.index() != null) {
            json.writeStringField("index", pattern.index());
        }
        json.writeStringField("condition", pattern.condition());
        strings(json, "entities", pattern.entities());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SurveyedTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", table.table());
        json.writeFieldName("sizes");
        write(json, table.sizes());
        write(json, table.load().own());
        heat(json, table.heat());
        json.writeArrayFieldStart("indexes");
        for (Map.Entry<String, HeatMap> index : table.indexHeat().entrySet()) {
            json.writeStartObject();
            json.writeStringField("index", index.getKey());
            write(json, Objects.requireNonNull(table.load().indexes().get(index.getKey()), "every index has a load"));
            heat(json, index.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Volume volume) throws IOException {
        json.writeNumberField("items", volume.items());
        json.writeNumberField("bytes", volume.bytes());
        json.writeNumberField("storedBytes", volume.storedBytes());
        json.writeNumberField("writeUnits", volume.writeUnits());
    }

    private static void heat(JsonGenerator json, HeatMap heat) throws IOException {
        json.writeObjectFieldStart("heat");
        if (heat.partitions() >= 0) {
            json.writeNumberField("partitionKeys", heat.partitions());
        }
        json.writeNumberField("largestShare", heat.largestShare());
        json.writeNumberField("error", heat.error());
        json.writeArrayFieldStart("largest");
        for (HeatMap.Partition partition : heat.largest()) {
            json.writeStartObject();
            json.writeStringField("key", partition.key());
            json.writeNumberField("items", partition.items());
            json.writeNumberField("bytes", partition.bytes());
            json.writeNumberField("writeUnits", partition.units());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
