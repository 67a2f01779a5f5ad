package io.rowlift.cli;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.CopyPlanning;
import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Table;
import io.rowlift.source.Source;
import io.rowlift.suggest.CopyRules;
import io.rowlift.suggest.CopyText;
import io.rowlift.suggest.LeftOut;
import io.rowlift.target.Translation;
import java.util.List;

/**
 * A suggested mapping for a relational target.
 *
 * @param text the file
 * @param tables how many tables it copies
 * @param leftOut tables that cannot be read
 */
record CopySuggestion(String text, int tables, List<LeftOut> leftOut) {

    /**
     * Makes one from what the source declares.
     *
     * @param database the source's name
     * @param schemas those whose tables are wanted; empty for all
     */
    static CopySuggestion of(
            Source source, Translation translation, Kind target, String database, List<String> schemas) {
        Structure structure = source.watch().structure();
        List<LeftOut> leftOut = source.unread().stream()
                .filter(u -> schemas.isEmpty() || schemas.contains(u.name().schema()))
                .filter(u -> structure
                        .table(u.name())
                        .filter(d -> d.table().kind() != Table.Kind.VIEW)
                        .isPresent())
                .map(u -> new LeftOut(u.name(), u.reason()))
                .toList();
        CopyMapping mapping = CopyRules.of(structure, target, schemas, leftOut);
        CopyPlan plan = CopyPlanning.plan(
                mapping,
                structure,
                target,
                database,
                aggregate -> source.reader(aggregate).reading().shape());
        TargetSchema schema = translation.translate(plan).after(plan.findings());
        return new CopySuggestion(
                CopyText.of(mapping, schema, structure.family(), database, leftOut),
                schema.tables().size(),
                leftOut);
    }
}
