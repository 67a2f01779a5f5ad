package io.rowlift.cli;

import io.rowlift.job.store.LoadRecord;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.KeyPattern;
import io.rowlift.mapping.Mapping;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.verify.Verification;
import io.rowlift.verify.VerifiedEntity;
import io.rowlift.verify.VerifiedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells, by the source's own statistics, whether what differs may have changed since the load.
 *
 * @param load remembers the moment before its first row was read
 * @param mapping tells whose an extra item may have been
 * @param entities what reads which tables
 * @param source has the statistics
 */
record ChangesSinceLoad(LoadRecord load, Mapping mapping, List<EntityReading> entities, Source source) {

    /** Returns the outcome, with a notice and marked entities if something differs that its row could explain. */
    Verification notedOn(Verification found) {
        Set<TableName> tables = tables(suspects(found));
        String mark = load.sourceMark();
        if (mark == null || tables.isEmpty()) {
            return found;
        }
        Activity since = source.watch().since(mark, tables);
        return found.writtenSince(reading(since.written())).noticing(notice(since, tables));
    }

    static String notice(Activity since, Set<TableName> tables) {
        List<String> what = new ArrayList<>();
        if (!since.written().isEmpty()) {
            what.add("written since the load began: " + names(since.written()));
        }
        if (!since.unknown().isEmpty()) {
            what.add("whether " + names(since.unknown()) + " was written since the load began cannot be told");
        }
        return what.isEmpty()
                ? "not written since the load began: " + names(List.copyOf(tables))
                        + "; what differs there was not changed in the source"
                : String.join("; ", what) + "; what differs there may have changed since the load";
    }

    /** Entities with differences, and those that extra items may have been made for, by rows that are gone. */
    private Predicate<EntityReading> suspects(Verification found) {
        Set<String> different = found.entities().stream()
                .filter(entity -> entity.missing() + entity.different() > 0)
                .map(VerifiedEntity::entity)
                .collect(Collectors.toSet());
        List<VerifiedTable> extra =
                found.tables().stream().filter(table -> table.extra() > 0).toList();
        return entity ->
                different.contains(entity.entity()) || extra.stream().anyMatch(table -> mayHaveMade(entity, table));
    }

    private boolean mayHaveMade(EntityReading reading, VerifiedTable table) {
        Entity entity = Objects.requireNonNull(mapping.entities().get(reading.entity()), "an entity of the mapping");
        for (int item = 0; item < entity.items().size(); item++) {
            KeyPattern keys = KeyPattern.of(
                    mapping, entity, item, reading.reader().reading().shape());
            boolean some = table.firstExtra().stream().anyMatch(keys::matches);
            // whose those are that are not named, nobody knows
            boolean others = table.firstExtra().size() < table.extra()
                    && entity.items().get(item).table().equals(table.table());
            if (some || others) {
                return true;
            }
        }
        return false;
    }

    private Set<TableName> tables(Predicate<EntityReading> suspects) {
        return entities.stream()
                .filter(suspects)
                .flatMap(entity -> entity.reader().reading().tables().stream())
                .collect(Collectors.toSet());
    }

    private Set<String> reading(List<TableName> written) {
        return entities.stream()
                .filter(entity -> entity.reader().reading().tables().stream().anyMatch(written::contains))
                .map(EntityReading::entity)
                .collect(Collectors.toSet());
    }

    private static String names(List<TableName> tables) {
        return String.join(
                ", ", tables.stream().map(table -> "\"" + table + "\"").collect(Collectors.toCollection(TreeSet::new)));
    }
}
