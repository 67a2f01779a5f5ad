package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes sequences to where the source's are, and behind the values that are in the tables. */
final class PostgresSequences {

    private PostgresSequences() {}

    static List<Statement> statements(Connection connection, TargetSchema schema, List<Sequence> sequences)
            throws SQLException {
        List<Statement> statements = new ArrayList<>();
        for (Sequence sequence : sequences) {
            Optional<Owner> owner = owner(schema, sequence);
            @Nullable
            String name = owner.isPresent()
                    ? find(
                            connection,
                            "SELECT pg_get_serial_sequence(?, ?)",
                            PostgresDialect.quoted(owner.get().table()),
                            owner.get().column())
                    : free(connection, schema, sequence);
            if (name != null) {
                statements.add(new Statement(
                        Phase.SEQUENCES,
                        owner.map(Owner::table).orElse(null),
                        "sequence " + name,
                        null,
                        statement(sequence, name, owner.orElse(null))));
            }
        }
        return statements;
    }

    private record Owner(TableName table, String column) {}

    private static Optional<Owner> owner(TargetSchema schema, Sequence sequence) {
        for (TargetTable table : schema.tables()) {
            if (table.copy().definition().table().name().equals(sequence.owner())) {
                return table.columns().stream()
                        .filter(column -> column.copy().source().equals(sequence.column()))
                        .map(TargetColumn::name)
                        .map(column -> new Owner(table.name(), column))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /** A sequence that goes with no column keeps its name, in its own schema or in one that a table of it was copied to. */
    private static @Nullable String free(Connection connection, TargetSchema schema, Sequence sequence)
            throws SQLException {
        if (sequence.owner() != null) {
            return null; // its column is not copied
        }
        String target = schema.tables().stream()
                .filter(table -> table.copy()
                        .definition()
                        .table()
                        .name()
                        .schema()
                        .equals(sequence.name().schema()))
                .map(table -> table.name().schema())
                .findFirst()
                .orElse(sequence.name().schema());
        String name =
                PostgresDialect.quoted(new TableName(target, sequence.name().name()));
        return find(
                connection,
                "SELECT to_regclass(?)::text FROM pg_class WHERE oid = to_regclass(?) AND relkind = 'S'",
                name,
                name);
    }

    private static @Nullable String find(Connection connection, String sql, String first, String second)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, first);
            select.setString(2, second);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? found.getString(1) : null;
            }
        }
    }

    /** The target's bounds hold: a sequence that has come to its end says so at the next insert, as the source's does. */
    private static String statement(Sequence sequence, String name, @Nullable Owner owner) {
        boolean up = sequence.increment().signum() >= 0;
        String further = up ? "greatest" : "least";
        String column = owner == null ? "" : PostgresDialect.quoted(owner.column());
        String present = owner == null
                ? "NULL"
                : "(SELECT " + (up ? "max(" : "min(") + column + ")::numeric FROM "
                        + PostgresDialect.quoted(owner.table()) + ") + " + sequence.increment();
        String literal = "'" + name.replace("'", "''") + "'";
        return """
                SELECT setval(%s::regclass, least(greatest(v, s.seqmin), s.seqmax)::bigint, v > s.seqmax OR v < s.seqmin)
                FROM pg_sequence s, LATERAL (SELECT %s(%s, %s) AS v) w
                WHERE s.seqrelid = %s::regclass""".formatted(literal, further, "(" + sequence.next() + ")::numeric", present, literal);
    }
}
