package io.rowlift.target.postgres;

import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TableCopy;
import java.util.LinkedHashMap;
import java.util.Map;

/** Schemas of the source and what they become, and the names that are taken in each schema of the target. */
final class Spaces {

    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Map<String, Names> relations = new LinkedHashMap<>();

    Spaces(CopyPlan plan) {
        for (TableCopy table : plan.tables()) {
            targets.putIfAbsent(
                    table.definition().table().name().schema(), table.target().schema());
        }
    }

    /** Returns what a schema of the source becomes: that of its tables; where there are none it keeps its name. */
    String target(String source) {
        return targets.getOrDefault(source, source);
    }

    /** Returns the names of a target's schema: tables, indexes, sequences and types share them. */
    Names relations(String target) {
        return relations.computeIfAbsent(target, schema -> new Names());
    }
}
