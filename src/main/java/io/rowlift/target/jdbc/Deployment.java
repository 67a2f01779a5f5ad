package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * DDL that people deploy, where a target takes none from a run: all statements are written into a file, phase by phase,
 * and a run goes no further than to the first phase that is not there yet.
 */
final class Deployment {

    private final Workshop shop;
    private final TargetSchema schema;
    private final Path file;

    /**
     * Takes where the file is to be.
     *
     * @param file {@code schema.sql} in the job's state directory
     */
    Deployment(Workshop shop, TargetSchema schema, Path file) {
        this.shop = shop;
        this.schema = schema;
        this.file = file;
    }

    /**
     * Makes sure that everything of a phase has been deployed. Statements that can be repeated without harm, and that
     * nobody can look for, are taken for deployed.
     *
     * @throws RefusedException when something has not
     */
    void require(Phase phase, List<Statement> statements) {
        List<String> missing = shop.connections()
                .run("looking what is deployed", connection -> missing(connection, phase, statements));
        if (missing.isEmpty()) {
            return;
        }
        write(phase, statements);
        int more = missing.size() - 1;
        throw new RefusedException(
                "the target lacks " + missing.get(0) + (more == 0 ? "" : " and " + more + " more")
                        + ", and the job says \"ddl: manual\"",
                "deploy section \"" + title(phase) + "\" of " + file + ", then run again");
    }

    private List<String> missing(Connection connection, Phase phase, List<Statement> statements) throws SQLException {
        List<String> missing = new ArrayList<>();
        if (phase == Phase.TABLES && !shop.ledger().exists(connection)) {
            missing.add("table \"" + shop.ledger().name() + "\"");
        }
        for (Statement statement : statements) {
            if (statement.made() != null && !Making.isMade(connection, statement)) {
                missing.add(statement.object());
            }
        }
        return missing;
    }

    private void write(Phase phase, List<Statement> statements) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, text(phase, statements));
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
        } catch (IOException e) {
            throw new FailedException("cannot write " + file, "make its directory writable", e);
        }
    }

    /**
     * Returns the file: the ledger's tables are part of the first phase.
     *
     * @param current the phase that is not deployed
     * @param known its statements, with those that only its time can tell
     */
    private String text(Phase current, List<Statement> known) {
        StringBuilder text = new StringBuilder();
        for (Phase phase : Phase.values()) {
            List<String> section = new ArrayList<>();
            if (phase == Phase.TABLES) {
                section.addAll(shop.ledger().statements());
            }
            List<Statement> statements = phase == current ? known : schema.statements(phase);
            statements.forEach(statement -> section.add(statement.sql()));
            if (!section.isEmpty()) {
                text.append("-- ").append(title(phase)).append("\n\n");
                section.forEach(sql -> text.append(sql).append(";\n\n"));
            }
        }
        return text.toString();
    }

    private static String title(Phase phase) {
        return switch (phase) {
            case TABLES -> "tables: before the load";
            case DATA, INDEXES, FOREIGN_KEYS, VALIDATION, SEQUENCES, STATISTICS ->
                phase.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": after the load";
        };
    }
}
