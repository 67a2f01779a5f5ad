package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.Problems;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the database says it will do for the statements that a source sends. */
public final class Explained {

    private final Connection connection;
    private final Statements statements;
    private final Relation relation;

    public Explained(Connection connection, Vendor vendor, Aggregate aggregate) throws SQLException {
        this.connection = connection;
        this.statements = new Statements(vendor.dialect());
        Problems problems = new Problems();
        this.relation = new AggregateCompiler(
                        connection, vendor, vendor.catalog().tables(connection), new KeyData(), problems)
                .compile(aggregate)
                .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
    }

    public List<String> page(Checkpoint lower, Checkpoint upper, int most) throws SQLException {
        return explain(statements.page(relation, new Range(0, lower, upper), null, most));
    }

    public List<String> after(Checkpoint after, int most) throws SQLException {
        return explain(statements.page(relation, Range.ALL, after, most));
    }

    public List<String> hop(Checkpoint from, long offset) throws SQLException {
        return explain(statements.keyAfter(relation, KeyText.key(from), offset));
    }

    public List<String> children(Checkpoint parent) throws SQLException {
        return explain(statements.children(
                relation, List.of(KeyText.key(parent)), relation.children().get(0)));
    }

    private List<String> explain(Query query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + query.sql())) {
            query.fill(statement);
            try (ResultSet result = statement.executeQuery()) {
                List<String> lines = new ArrayList<>();
                while (result.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        cells.add(result.getMetaData().getColumnLabel(i) + "=" + result.getString(i));
                    }
                    lines.add(cells.size() == 1 ? result.getString(1) : String.join(" ", cells));
                }
                return lines;
            }
        }
    }
}
