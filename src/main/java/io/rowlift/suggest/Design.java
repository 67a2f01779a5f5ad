package io.rowlift.suggest;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A suggested design: one DynamoDB table for all entities.
 *
 * @param product what the source is
 * @param database its name
 * @param keys names of the key attributes
 * @param indexes how many global secondary indexes there are
 * @param entities by table name
 * @param questions candidate access patterns, by entity
 * @param leftOut what is not migrated
 */
public record Design(
        Product product,
        String database,
        KeyNames keys,
        int indexes,
        List<EntityDesign> entities,
        List<Question> questions,
        List<LeftOut> leftOut) {

    public Design {
        entities = List.copyOf(entities);
        questions = List.copyOf(questions);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Designs a table for a source. The keys of its items are distinct by construction: each entity's begin with a word of
     * its own and give back the entity's key.
     *
     * @throws ConfigurationException if no table can be migrated
     */
    public static Design of(Introspection source) {
        Selection selection = Selection.of(source);
        if (selection.subjects().isEmpty()) {
            throw new ConfigurationException(nothing(source, selection.leftOut()));
        }
        Graph graph = Graph.of(selection.subjects());
        Placement placement = Placement.of(graph);
        List<EntityDesign> entities = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (Subject subject : graph.subjects()) {
            Indexing indexing = Indexing.of(subject, graph, placement, source.product());
            List<String> notes = new ArrayList<>(Reasons.of(subject, graph, placement));
            notes.addAll(PartitionReferences.of(subject, source.others()));
            notes.addAll(indexing.notes());
            notes.addAll(Traps.of(subject, placement, indexing.entries(), source.product()));
            entities.add(new EntityDesign(
                    subject.name(),
                    subject.from(),
                    notes,
                    placement.partition(subject),
                    placement.sort(subject),
                    indexing.entries()));
            new Questions(subject, graph, placement, source.product())
                    .with(indexing.entries())
                    .forEach(question -> questions.add(question.apartFrom(questions)));
        }
        return new Design(
                source.product(),
                source.database(),
                KeyNames.apartFrom(columns(graph.subjects())),
                entities.stream()
                        .mapToInt(entity -> entity.index().size())
                        .max()
                        .orElse(0),
                entities,
                questions,
                selection.leftOut());
    }

    private static Set<String> columns(List<Subject> subjects) {
        return subjects.stream()
                .flatMap(subject -> subject.table().columns().stream())
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    private static List<Problem> nothing(Introspection source, List<LeftOut> leftOut) {
        Problems problems = new Problems();
        problems.add(
                null,
                "database \"" + source.database() + "\" has no table that could be migrated",
                leftOut.isEmpty() ? "check the database in the URL, --schema and the login's rights" : null);
        leftOut.forEach(table -> problems.add(null, "\"" + table.name() + "\" is left out: " + table.reason(), null));
        return problems.list();
    }
}
