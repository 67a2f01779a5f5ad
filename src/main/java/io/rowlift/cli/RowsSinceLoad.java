package io.rowlift.cli;

import io.rowlift.copy.TargetSchema;
import io.rowlift.job.store.LoadRecord;
import io.rowlift.schema.TableName;
import io.rowlift.source.Source;
import io.rowlift.verify.rows.RowVerification;
import io.rowlift.verify.rows.VerifiedRows;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells, by the source's own statistics, whether the tables whose rows differ may have changed since the load.
 *
 * @param load remembers the moment before its first row was read
 * @param schema what was copied
 * @param source has the statistics
 */
record RowsSinceLoad(LoadRecord load, TargetSchema schema, Source source) {

    /** Returns the outcome, with a notice if something differs that a change of the source could explain. */
    RowVerification notedOn(RowVerification found) {
        Set<String> different = found.tables().stream()
                .filter(table -> table.differences() > 0)
                .map(VerifiedRows::table)
                .collect(Collectors.toSet());
        Set<TableName> tables = schema.tables().stream()
                .map(table -> table.copy())
                .filter(copy -> different.contains(copy.name()))
                .map(copy -> copy.definition().table().name())
                .collect(Collectors.toSet());
        String mark = load.sourceMark();
        if (mark == null || tables.isEmpty()) {
            return found;
        }
        return found.noticing(ChangesSinceLoad.notice(source.watch().since(mark, tables), tables));
    }
}
