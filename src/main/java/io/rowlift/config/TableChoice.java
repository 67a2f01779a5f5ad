package io.rowlift.config;

import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.Suggestion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code table} of an item or a pattern: needed only where a mapping has several. */
final class TableChoice {

    private TableChoice() {}

    static @Nullable TableDesign read(Fields fields, Map<String, TableDesign> tables) {
        if (!fields.has("table")) {
            if (tables.size() > 1) {
                String remedy = "write table: with one of " + Fields.list(tables.keySet());
                fields.scope().report(fields.location(), "the mapping has several tables", remedy);
            }
            return tables.size() == 1 ? tables.values().iterator().next() : null;
        }
        String name = fields.text("table");
        TableDesign table = tables.get(name);
        if (table == null && !name.isEmpty() && !tables.isEmpty()) {
            String suggestion = Suggestion.didYouMean(name, tables.keySet());
            fields.scope()
                    .report(
                            fields.location("table"),
                            "\"" + name + "\" is none of the mapping's tables",
                            suggestion != null ? suggestion : "known are " + Fields.list(tables.keySet()));
        }
        return table;
    }
}
