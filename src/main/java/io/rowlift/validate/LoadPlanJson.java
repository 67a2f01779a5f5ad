package io.rowlift.validate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** A plan as JSON; the shape is documented in docs/json.md. */
final class LoadPlanJson {

    private LoadPlanJson() {}

    /** Writes the field {@code plan}. */
    static void write(JsonGenerator json, LoadPlan plan) throws IOException {
        json.writeObjectFieldStart("plan");
        json.writeNumberField("items", plan.total().items());
        json.writeNumberField("writeUnits", plan.total().writeUnits());
        json.writeNumberField("storedBytes", plan.total().storedBytes());
        json.writeNumberField("seconds", plan.duration().toSeconds());
        json.writeArrayFieldStart("paces");
        for (Pace pace : plan.paces()) {
            json.writeStartObject();
            json.writeStringField(
                    "limit", pace.limit().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeNumberField("unitsPerSecond", pace.unitsPerSecond());
            json.writeNumberField("seconds", pace.duration().toSeconds());
            json.writeEndObject();
        }
        json.writeEndArray();
        LoadCost cost = plan.cost();
        if (cost != null) {
            json.writeObjectFieldStart("cost");
            json.writeStringField("region", cost.prices().region());
            json.writeStringField("pricesOf", cost.prices().date().toString());
            json.writeStringField("currency", cost.prices().currency());
            json.writeNumberField("loadOnDemand", cost.loadOnDemand());
            json.writeNumberField("loadProvisioned", cost.loadProvisioned());
            json.writeNumberField("provisionedUnits", cost.provisionedUnits());
            json.writeNumberField("provisionedHours", cost.provisionedHours());
            json.writeNumberField("storageMonth", cost.storageMonth());
            json.writeNumberField("capacityMonth", cost.capacityMonth());
            json.writeEndObject();
        } else if (plan.unpriced() != null) {
            json.writeStringField("unpriced", plan.unpriced());
        }
        json.writeEndObject();
    }
}
