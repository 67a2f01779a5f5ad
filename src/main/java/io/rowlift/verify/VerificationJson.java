package io.rowlift.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.keys.Collisions.Collision;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import io.rowlift.schema.RowKey;
import io.rowlift.verify.Verification.Repair;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A comparison's outcome as JSON; the shape is documented in docs/json.md. */
public final class VerificationJson {

    private final Mapping mapping;
    private final boolean showValues;

    /**
     * Prepares to write.
     *
     * @param mapping names the key attributes
     * @param showValues whether values that differ are written, which can be personal data
     */
    public VerificationJson(Mapping mapping, boolean showValues) {
        this.mapping = mapping;
        this.showValues = showValues;
    }

    /** Writes the outcome's fields into an object that the caller has begun. */
    public void write(JsonGenerator json, Verification verification) throws IOException {
        json.writeNumberField("seconds", verification.duration().toMillis() / 1000.0);
        json.writeStringField("began", verification.began().toString());
        json.writeNumberField("differences", verification.differences());
        json.writeNumberField("left", verification.left());
        if (verification.sample() > 0) {
            json.writeNumberField("sample", verification.sample());
        }
        json.writeArrayFieldStart("entities");
        for (VerifiedEntity entity : verification.entities()) {
            write(json, entity);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tables");
        for (VerifiedTable table : verification.tables()) {
            write(json, table);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("patterns");
        for (VerifiedPattern pattern : verification.patterns()) {
            write(json, pattern);
        }
        json.writeEndArray();
        Repair repair = verification.repair();
        if (repair != null) {
            write(json, repair);
        }
        sentences(json, "notices", verification.notices());
        sentences(json, "notCompared", verification.notCompared());
        json.writeNumberField("sharedItems", verification.shared().items());
        json.writeArrayFieldStart("shared");
        for (Collision shared : verification.shared().first()) {
            json.writeStartObject();
            json.writeStringField("table", shared.key().table());
            json.writeFieldName("key");
            key(json, shared.key());
            json.writeArrayFieldStart("rows");
            owner(json, shared.first());
            owner(json, shared.second());
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, VerifiedPattern pattern) throws IOException {
        json.writeStartObject();
        json.writeStringField("pattern", pattern.pattern());
        json.writeNumberField("asked", pattern.asked());
        json.writeNumberField("counted", pattern.counted());
        json.writeNumberField("wrong", pattern.wrong());
        sentences(json, "firstWrong", pattern.firstWrong());
        if (pattern.notAsked() != null) {
            json.writeStringField("notAsked", pattern.notAsked());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Repair repair) throws IOException {
        json.writeObjectFieldStart("repair");
        json.writeNumberField("written", repair.written());
        json.writeNumberField("pruned", repair.pruned());
        json.writeNumberField("claimed", repair.claimed());
        json.writeNumberField("before", repair.before());
        json.writeNumberField("left", repair.left());
        sentences(json, "files", repair.files().stream().map(Path::toString).toList());
        json.writeEndObject();
    }

    private static void sentences(JsonGenerator json, String field, List<String> sentences) throws IOException {
        json.writeArrayFieldStart(field);
        for (String sentence : sentences) {
            json.writeString(sentence);
        }
        json.writeEndArray();
    }

    private static void owner(JsonGenerator json, Owner owner) throws IOException {
        json.writeStartObject();
        json.writeStringField("entity", owner.entity());
        row(json, owner.row());
        json.writeEndObject();
    }

    private void write(JsonGenerator json, VerifiedEntity entity) throws IOException {
        json.writeStartObject();
        json.writeStringField("entity", entity.entity());
        json.writeNumberField("rows", entity.rows());
        json.writeNumberField("rejected", entity.rejected());
        json.writeNumberField("compared", entity.compared());
        json.writeNumberField("equal", entity.equal());
        json.writeNumberField("missing", entity.missing());
        json.writeNumberField("different", entity.different());
        json.writeNumberField("expired", entity.expired());
        json.writeNumberField("changed", entity.changed());
        json.writeNumberField("perhapsChanged", entity.perhapsChanged());
        json.writeArrayFieldStart("firstMissing");
        for (MissingItem item : entity.firstMissing()) {
            json.writeStartObject();
            place(json, item.key(), item.row(), item.changed());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("firstDifferent");
        for (DifferentItem item : entity.firstDifferent()) {
            json.writeStartObject();
            place(json, item.key(), item.row(), item.changed());
            json.writeArrayFieldStart("attributes");
            for (AttributeDifference attribute : item.attributes()) {
                write(json, attribute);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, VerifiedTable table) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", table.table());
        json.writeNumberField("items", table.items());
        json.writeNumberField("foreign", table.foreign());
        json.writeNumberField("extra", table.extra());
        json.writeArrayFieldStart("firstExtra");
        for (ItemKey key : table.firstExtra()) {
            key(json, key);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, AttributeDifference attribute) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", attribute.name());
        json.writeStringField("kind", attribute.kind().name().toLowerCase(Locale.ROOT));
        if (showValues) {
            value(json, "expected", attribute.expected());
            value(json, "found", attribute.found());
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, String field, @Nullable Value value) throws IOException {
        if (value != null) {
            json.writeFieldName(field);
            ItemJson.write(json, value);
        }
    }

    private void place(JsonGenerator json, ItemKey key, RowKey row, boolean changed) throws IOException {
        json.writeStringField("table", key.table());
        json.writeFieldName("key");
        key(json, key);
        row(json, row);
        if (changed) {
            json.writeBooleanField("changed", true);
        }
    }

    private static void row(JsonGenerator json, RowKey row) throws IOException {
        json.writeObjectFieldStart("row");
        for (int i = 0; i < row.columns().size(); i++) {
            Object value = row.values().get(i);
            json.writeStringField(
                    row.columns().get(i),
                    value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString());
        }
        json.writeEndObject();
    }

    private void key(JsonGenerator json, ItemKey key) throws IOException {
        TableDesign table = Objects.requireNonNull(mapping.tables().get(key.table()), "a key of an unknown table");
        ItemJson.write(json, ItemJson.attributes(table, key));
    }
}
