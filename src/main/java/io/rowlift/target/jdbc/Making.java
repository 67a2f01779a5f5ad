package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Runs the statements of a schema, except those whose object is there already. */
final class Making {

    private final Workshop shop;
    private final TargetSchema schema;

    Making(Workshop shop, TargetSchema schema) {
        this.shop = shop;
        this.schema = schema;
    }

    /** Runs statements one after the other. */
    void run(List<Statement> statements) {
        statements.forEach(this::run);
    }

    /**
     * Runs statements that do not depend on each other, several at a time. All that were begun are waited for; the first
     * failure is then thrown.
     */
    void together(List<Statement> statements, int most, BiConsumer<Phase, String> progress) {
        if (statements.isEmpty()) {
            return;
        }
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(most, statements.size()));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Statement statement : statements) {
                running.add(workers.submit(() -> {
                    synchronized (progress) {
                        progress.accept(statement.phase(), statement.object());
                    }
                    run(statement);
                }));
            }
            await(running);
        } finally {
            workers.shutdown();
        }
    }

    private static void await(List<Future<?>> running) {
        RuntimeException first = null;
        for (Future<?> each : running) {
            try {
                if (first == null) {
                    each.get();
                } else if (!each.cancel(false)) {
                    each.get();
                }
            } catch (ExecutionException e) {
                first = first == null ? failure(e) : first;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException("interrupted while the schema was made");
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    /** Runs one statement, in a transaction of its own. */
    private void run(Statement statement) {
        shop.connections().run("making " + statement.object(), connection -> {
            shop.requireGoing("before making " + statement.object());
            if (!isMade(connection, statement)) {
                execute(connection, statement);
            }
            return true;
        });
    }

    private void execute(Connection connection, Statement statement) throws SQLException {
        try (java.sql.Statement sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            String room = shop.vendor().finishing().room(statement.phase());
            if (room != null) {
                sql.execute(room);
            }
            sql.execute(statement.sql());
        } catch (SQLException e) {
            if (shop.failures().fault(e) == Fault.ROW) {
                connection.rollback();
                throw obstructed(connection, statement, e);
            }
            throw e;
        }
    }

    private FailedException obstructed(Connection connection, Statement statement, SQLException refusal)
            throws SQLException {
        Obstruction found = shop.vendor().finishing().obstruction(connection, statement, refusal);
        String what;
        if (found instanceof Obstruction.Collision collision) {
            what = "several rows have the key " + collision.key();
        } else if (found instanceof Obstruction.Missing missing) {
            Orphans orphans = missing.orphans();
            what = orphans.describe(connection, shop.dialect(), key(orphans.table()));
        } else {
            what = ((Obstruction.Other) found).reason();
        }
        return new FailedException(
                "cannot make " + statement.object() + ": " + what,
                "mend or remove these rows in source and target, or leave it out in the mapping; then run the same"
                        + " command again",
                refusal);
    }

    private List<String> key(TableName table) {
        return schema.tables().stream()
                .filter(each -> each.name().equals(table))
                .map(TargetTable::key)
                .findFirst()
                .orElse(List.of());
    }

    /** Returns whether the object is there; false for what can be made again without harm. */
    static boolean isMade(Connection connection, Statement statement) throws SQLException {
        if (statement.made() == null) {
            return false;
        }
        try (java.sql.Statement sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            try (ResultSet found = sql.executeQuery(statement.made())) {
                return found.next() && found.getBoolean(1);
            }
        }
    }
}
