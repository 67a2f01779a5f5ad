package io.rowlift.cli;

import io.rowlift.job.store.LoadRecord;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.verify.Verification;
import io.rowlift.verify.VerifiedEntity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells, by the source's own statistics, whether what differs may have changed since the load.
 *
 * @param load remembers the moment before its first row was read
 * @param entities what reads which tables
 * @param source has the statistics
 */
record ChangesSinceLoad(LoadRecord load, List<EntityReading> entities, Source source) {

    /** Returns the outcome, with a notice if something differs that its row could explain. */
    Verification notedOn(Verification found) {
        return notice(found).map(found::noticing).orElse(found);
    }

    private Optional<String> notice(Verification found) {
        Set<TableName> tables = tables(found);
        String mark = load.sourceMark();
        if (mark == null || tables.isEmpty()) {
            return Optional.empty();
        }
        Activity since = source.watch().since(mark, tables);
        if (!since.written().isEmpty()) {
            return Optional.of("written since the load began: " + names(since.written())
                    + "; what differs there may have changed since the load");
        }
        if (!since.unknown().isEmpty()) {
            return Optional.of(
                    "whether " + names(since.unknown())
                            + " was written since the load began cannot be told; what differs there may have changed since the load");
        }
        return Optional.of("not written since the load began: " + names(List.copyOf(tables))
                + "; what differs there was not changed in the source");
    }

    /** The tables that are read for entities with differences. */
    private Set<TableName> tables(Verification found) {
        Set<String> different = found.entities().stream()
                .filter(entity -> entity.missing() + entity.different() > 0)
                .map(VerifiedEntity::entity)
                .collect(Collectors.toSet());
        return entities.stream()
                .filter(entity -> different.contains(entity.entity()))
                .flatMap(entity -> entity.reader().reading().tables().stream())
                .collect(Collectors.toSet());
    }

    private static String names(List<TableName> tables) {
        return String.join(
                ", ", tables.stream().map(table -> "\"" + table + "\"").collect(Collectors.toCollection(TreeSet::new)));
    }
}
