package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import io.rowlift.schema.Structure.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes what comes after the rows, phase by phase, and counts them at last. */
final class Completion {

    private final Workshop shop;
    private final TargetSchema schema;
    private final Making making;
    private final @Nullable Deployment deployment;

    Completion(Workshop shop, TargetSchema schema, Making making, @Nullable Deployment deployment) {
        this.shop = shop;
        this.schema = schema;
        this.making = making;
        this.deployment = deployment;
    }

    void complete(List<Sequence> sequences, BiConsumer<Phase, String> progress) {
        for (Phase phase : List.of(Phase.INDEXES, Phase.FOREIGN_KEYS, Phase.VALIDATION)) {
            make(phase, schema.statements(phase), progress);
        }
        List<Statement> counters = new ArrayList<>(schema.statements(Phase.SEQUENCES));
        counters.addAll(shop.connections()
                .run(
                        "reading sequences",
                        connection -> shop.vendor().finishing().sequences(connection, schema, sequences)));
        make(Phase.SEQUENCES, counters, progress);
        make(Phase.STATISTICS, schema.statements(Phase.STATISTICS), progress);
        count();
    }

    /** What people have to deploy is only looked for; what can be repeated without harm is no change of the schema. */
    private void make(Phase phase, List<Statement> statements, BiConsumer<Phase, String> progress) {
        List<Statement> ours = statements;
        if (deployment != null) {
            deployment.require(phase, statements);
            ours = phase == Phase.SEQUENCES || phase == Phase.STATISTICS
                    ? statements.stream().filter(s -> s.made() == null).toList()
                    : List.of();
        }
        making.together(
                ours, phase == Phase.FOREIGN_KEYS ? 1 : shop.connections().most(), progress);
    }

    private void count() {
        List<Problem> problems = new ArrayList<>();
        for (TargetTable table : schema.tables()) {
            shop.connections().run("counting table \"" + table.name() + "\"", connection -> {
                long found = Tables.count(connection, shop.dialect(), table.name());
                long expected = shop.ledger().written(connection, table.name());
                if (found != expected) {
                    problems.add(new Problem(
                            null,
                            "table \"%s\" holds %,d rows, the ledger says %,d".formatted(table.name(), found, expected),
                            null));
                }
                return true;
            });
        }
        if (!problems.isEmpty()) {
            String all = problems.stream()
                    .map(Problem::message)
                    .reduce((a, b) -> a + "; " + b)
                    .orElseThrow();
            throw new FailedException(
                    all,
                    "somebody else has written to it: see \"rowlift verify\", or load the table again with rowlift"
                            + " migrate JOB --restart",
                    null);
        }
    }
}
