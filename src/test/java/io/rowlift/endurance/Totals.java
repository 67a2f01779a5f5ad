package io.rowlift.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowlift.program.Program;
import java.io.IOException;

/** The counts over all runs of a migration, from what {@code migrate --json} prints at the end. */
record Totals(long rows, long mapped, long rejected, long itemsRendered, long itemsAcknowledged) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Totals of(Program.Answer answer) throws IOException {
        JsonNode total = JSON.readTree(answer.out()).get("total");
        return new Totals(
                total.get("rows").asLong(),
                total.get("mapped").asLong(),
                total.get("rejected").asLong(),
                total.get("itemsRendered").asLong(),
                total.get("itemsAcknowledged").asLong());
    }
}
