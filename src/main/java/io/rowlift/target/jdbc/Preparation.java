package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.Problem;
import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes ledger and tables, or has them made. */
final class Preparation {

    private final Workshop shop;
    private final TargetSchema schema;
    private final Possession possession;
    private final Making making;
    private final @Nullable Deployment deployment;

    Preparation(
            Workshop shop, TargetSchema schema, Possession possession, Making making, @Nullable Deployment deployment) {
        this.shop = shop;
        this.schema = schema;
        this.possession = possession;
        this.making = making;
        this.deployment = deployment;
    }

    /** Returns where tables that are there already are not as the schema has them. */
    List<Problem> differences(Connection connection) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (TargetTable table : schema.tables()) {
            Map<String, Boolean> columns = Tables.columns(connection, shop.dialect(), table.name());
            if (!columns.isEmpty()) {
                difference(table, columns).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> difference(TargetTable table, Map<String, Boolean> columns) {
        List<String> wanted = table.columns().stream().map(TargetColumn::name).toList();
        List<String> absent =
                wanted.stream().filter(name -> !columns.containsKey(name)).toList();
        List<String> required = columns.entrySet().stream()
                .filter(column -> !column.getValue() && !wanted.contains(column.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (absent.isEmpty() && required.isEmpty()) {
            return Optional.empty();
        }
        String lacks = absent.isEmpty() ? "" : " lacks " + quoted(absent);
        String demands = required.isEmpty() ? "" : " demands a value for " + quoted(required);
        return Optional.of(new Problem(
                null,
                "table \"" + table.name() + "\" is in the target already and" + lacks
                        + (lacks.isEmpty() || demands.isEmpty() ? "" : ", and") + demands,
                "drop or rename that table, or give the copy another name with \"to\" in the mapping"));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }

    /**
     * Makes what is missing, and empties what is not this run's own.
     *
     * @throws io.rowlift.problem.RefusedException while something is still to be deployed by hand
     */
    void prepare() {
        // before half a ledger is made whole: what is left of one says nothing about the rows
        boolean own = shop.connections().run("reading the ledger", possession::isOwn);
        if (deployment == null) {
            makeLedger();
            making.run(schema.statements(Phase.TABLES));
        } else {
            deployment.require(Phase.TABLES, schema.statements(Phase.TABLES));
        }
        if (own) {
            schema.tables().forEach(new Emptying(shop, deployment != null)::finish);
            return;
        }
        // in this order: while rows of others are left, the header still says whose they are
        schema.tables().forEach(new Emptying(shop, deployment != null)::empty);
        shop.connections().run("writing the ledger", connection -> {
            shop.ledger().forget(connection);
            possession.take(connection);
            return true;
        });
    }

    private void makeLedger() {
        TableName name = shop.ledger().name();
        shop.connections().run("making table \"" + name + "\"", connection -> {
            if (!shop.ledger().exists(connection)) {
                for (String sql : shop.ledger().statements()) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                }
            }
            return true;
        });
    }
}
