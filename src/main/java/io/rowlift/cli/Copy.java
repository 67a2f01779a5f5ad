package io.rowlift.cli;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.CopyPlanning;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Family;
import io.rowlift.source.Source;
import io.rowlift.target.Translation;
import java.util.List;

/**
 * What a job copies, held against what its source declares now.
 *
 * @param schema what the target gets
 * @param translation by which it was made
 * @param source whose SQL the source speaks
 */
record Copy(TargetSchema schema, Translation translation, Family source) {

    /**
     * Plans a copy.
     *
     * @throws ConfigurationException with everything that is wrong with the mapping
     */
    static Copy of(CopyParts parts, CopyMapping mapping, Relational target, Source source) {
        CopyPlan plan = CopyPlanning.plan(
                mapping,
                source.watch().structure(),
                source.unread(),
                target.kind(),
                target.database(),
                aggregate -> source.reader(aggregate).reading().shape());
        Translation translation = parts.translation(mapping, target);
        return new Copy(
                translation.translate(plan).after(plan.findings()),
                translation,
                plan.structure().family());
    }

    /**
     * Returns the table of exactly this name, as the source has it.
     *
     * @throws ConfigurationException with a suggestion when there is none
     */
    TargetTable require(String name) {
        List<String> names =
                schema.tables().stream().map(table -> table.copy().name()).toList();
        return schema.tables().stream()
                .filter(table -> table.copy().name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String near = Suggestion.didYouMean(name, names);
                    return new ConfigurationException(
                            "the job copies no table \"" + name + "\"",
                            near != null ? near : "it copies " + quoted(names));
                });
    }

    private static String quoted(List<String> names) {
        return "\"" + String.join("\", \"", names) + "\"";
    }
}
