package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.problem.StoppedException;
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
import org.jspecify.annotations.Nullable;

/** Runs the statements of a schema, except those whose object is there already. */
final class Making {

    private final Workshop shop;

    Making(Workshop shop) {
        this.shop = shop;
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
            shop.signal().checkWrite();
            if (!isMade(connection, statement)) {
                execute(connection, statement);
            }
            return true;
        });
    }

    private void execute(Connection connection, Statement statement) throws SQLException {
        try (java.sql.Statement sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            @Nullable String room = shop.dialect().room(statement.phase());
            if (room != null) {
                sql.execute(room);
            }
            sql.execute(statement.sql());
        }
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
