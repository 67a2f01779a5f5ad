package io.rowlift.cli;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Problem;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Inspection;
import io.rowlift.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The entities that a dry run can look at. Where the login cannot read a table, the inspection knows the statement that
 * mends it, and the other entities are looked at all the same.
 *
 * @param mapping the mapping, reduced to these entities
 * @param readings how they are read
 * @param findings what the inspection says, and which entities are left out
 */
record ReadableEntities(Mapping mapping, List<EntityReading> readings, List<Finding> findings) {

    /**
     * Compiles all entities.
     *
     * @throws ConfigurationException with everything that is wrong with the mapping
     */
    static ReadableEntities of(Parts parts, Mapping mapping, Source source, Inspection inspection) {
        List<EntityReading> readings = new ArrayList<>();
        Map<String, Entity> readable = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>(inspection.findings());
        List<Problem> problems = new ArrayList<>();
        for (Entity entity : mapping.entities().values()) {
            try {
                readings.add(Readings.one(parts, mapping, entity, source));
                readable.put(entity.name(), entity);
            } catch (ConfigurationException e) {
                if (isExplained(entity.aggregate(), inspection)) {
                    findings.add(leftOut(entity));
                } else {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        boolean all = readable.size() == mapping.entities().size();
        // who can answer a pattern is known when all entities are
        Mapping reduced = all ? mapping : new Mapping(mapping.file(), mapping.tables(), readable, Map.of());
        return new ReadableEntities(reduced, readings, findings);
    }

    /** Returns whether the inspection says what keeps a table from being read. */
    static boolean isExplained(Aggregate aggregate, Inspection inspection) {
        List<String> tables = tables(aggregate);
        return inspection.findings().stream()
                .filter(finding -> finding.severity() == Severity.PROBLEM)
                .anyMatch(finding -> tables.stream().anyMatch(table -> names(finding.subject(), table)));
    }

    private static boolean names(String subject, String table) {
        return subject.contains('"' + table + '"') || subject.contains('.' + table + '"');
    }

    private static List<String> tables(Aggregate aggregate) {
        return Stream.of(
                        Stream.of(aggregate.from()),
                        aggregate.joins().stream().map(Aggregate.Join::table),
                        aggregate.embeds().stream().flatMap(ReadableEntities::tables))
                .flatMap(names -> names)
                .toList();
    }

    private static Stream<String> tables(Aggregate.Embed embed) {
        return Stream.of(
                        Stream.of(embed.table()),
                        embed.joins().stream().map(Aggregate.Join::table),
                        embed.embeds().stream().flatMap(ReadableEntities::tables))
                .flatMap(names -> names);
    }

    private static Finding leftOut(Entity entity) {
        return new Finding(
                Severity.PROBLEM,
                "entity-unread",
                "entity \"" + entity.name() + "\"",
                "it was not looked at, because the login cannot read all of its tables; nor were the access patterns",
                "mend what is said of its tables, then validate again",
                entity.location(),
                0,
                List.of());
    }
}
