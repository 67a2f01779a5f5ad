package io.rowlift.job.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RunStatus.Following;
import io.rowlift.job.store.RunStatus.Holder;
import io.rowlift.job.store.RunStatus.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's status as JSON and back. */
final class ProgressJson {

    private ProgressJson() {}

    static void write(JsonGenerator json, RunStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("job", status.job());
        json.writeStringField("state", status.state().name());
        Holder holder = status.holder();
        if (holder != null) {
            json.writeStringField("process", holder.process());
            json.writeStringField("since", holder.since().toString());
            json.writeStringField("seen", holder.seen().toString());
            json.writeStringField("until", holder.until().toString());
        }
        if (status.started() != null) {
            json.writeStringField("started", status.started().toString());
        }
        json.writeStringField("asOf", status.asOf().toString());
        json.writeNumberField("rowsPerSecond", status.rowsPerSecond());
        json.writeNumberField("throttles", status.throttles());
        if (status.step() != null) {
            json.writeStringField("step", status.step());
        }
        Following following = status.following();
        if (following != null) {
            json.writeStringField("position", following.position());
            json.writeStringField("reached", following.at().toString());
            json.writeNumberField("changes", following.changes());
            json.writeNumberField("tasks", following.tasks());
            json.writeStringField("cutOver", String.valueOf(following.cutOver()));
        }
        json.writeArrayFieldStart("entities");
        for (EntityStatus entity : status.entities()) {
            write(json, entity);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EntityStatus entity) throws IOException {
        json.writeStartObject();
        json.writeStringField("entity", entity.entity());
        json.writeStringField("state", entity.state().name());
        json.writeNumberField("ranges", entity.ranges());
        json.writeNumberField("rangesDone", entity.rangesDone());
        json.writeNumberField("rows", entity.counts().rows());
        json.writeNumberField("mapped", entity.counts().mapped());
        json.writeNumberField("rejected", entity.counts().rejected());
        json.writeNumberField("rendered", entity.counts().rendered());
        json.writeNumberField("acknowledged", entity.counts().acknowledged());
        json.writeEndObject();
    }

    static RunStatus read(JsonParser json) throws IOException {
        List<EntityStatus> entities = new ArrayList<>();
        Map<String, String> fields = new HashMap<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    entities.add(entity(scalars(json)));
                }
            } else {
                fields.put(name, json.getText());
            }
        }
        String process = fields.get("process");
        return new RunStatus(
                required(fields, "job"),
                State.valueOf(required(fields, "state")),
                process == null
                        ? null
                        : new Holder(
                                process, instant(fields, "since"), instant(fields, "seen"), instant(fields, "until")),
                fields.containsKey("started") ? instant(fields, "started") : null,
                instant(fields, "asOf"),
                Double.parseDouble(required(fields, "rowsPerSecond")),
                number(fields, "throttles"),
                fields.get("step"),
                entities,
                following(fields));
    }

    private static @Nullable Following following(Map<String, String> fields) throws IOException {
        @Nullable String position = fields.get("position");
        return position == null
                ? null
                : new Following(
                        position,
                        instant(fields, "reached"),
                        number(fields, "changes"),
                        number(fields, "tasks"),
                        Boolean.parseBoolean(required(fields, "cutOver")));
    }

    private static EntityStatus entity(Map<String, String> fields) throws IOException {
        return new EntityStatus(
                required(fields, "entity"),
                EntityStatus.State.valueOf(required(fields, "state")),
                Math.toIntExact(number(fields, "ranges")),
                Math.toIntExact(number(fields, "rangesDone")),
                new Counts(
                        number(fields, "rows"),
                        number(fields, "mapped"),
                        number(fields, "rejected"),
                        number(fields, "rendered"),
                        number(fields, "acknowledged")));
    }

    private static Map<String, String> scalars(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, json.getText());
        }
        return fields;
    }

    private static long number(Map<String, String> fields, String name) throws IOException {
        return Long.parseLong(required(fields, name));
    }

    private static Instant instant(Map<String, String> fields, String name) throws IOException {
        return Instant.parse(required(fields, name));
    }

    private static String required(Map<String, String> fields, String name) throws IOException {
        @Nullable String text = fields.get(name);
        if (text == null) {
            throw new IOException("progress.json lacks \"" + name + "\"");
        }
        return text;
    }
}
