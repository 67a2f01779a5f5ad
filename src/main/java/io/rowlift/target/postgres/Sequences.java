package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.Definition.Identity;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings.Remark;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sequences, those behind identities and those that stand alone. Where they stand is said after the rows. */
final class Sequences {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    private final Draft draft;
    private final Map<TableName, Sequence> all = new LinkedHashMap<>();
    private final Set<TableName> identities = new HashSet<>();

    Sequences(Draft draft) {
        this.draft = draft;
        draft.structure().sequences().forEach(s -> all.put(s.name(), s));
        draft.structure()
                .tables()
                .forEach(table -> table.columns().forEach(column -> {
                    Identity identity = column.identity();
                    if (identity != null && (draft.foreign() || column.preset() == null)) {
                        identities.add(identity.sequence());
                    }
                }));
    }

    /** Returns the options in parentheses of an identity's sequence. */
    String options(Identity identity, TableDraft table) {
        Sequence sequence = all.get(identity.sequence());
        if (sequence == null || draft.foreign()) {
            return "";
        }
        String name = draft.spaces()
                .relations(table.target().schema())
                .give(identity.sequence().name());
        return " (SEQUENCE NAME "
                + PostgresDialect.quoted(new TableName(table.target().schema(), name)) + options(sequence) + ")";
    }

    private static String options(Sequence sequence) {
        boolean up = sequence.increment().signum() > 0;
        return " START WITH " + sequence.start() + " INCREMENT BY " + sequence.increment()
                + bound(" MINVALUE ", sequence.minimum(), up ? BigInteger.ONE : LEAST)
                + bound(" MAXVALUE ", sequence.maximum(), up ? MOST : BigInteger.ONE.negate())
                + (sequence.cycle() ? " CYCLE" : "");
    }

    private static String bound(String words, BigInteger value, BigInteger usual) {
        return value.equals(usual) ? "" : words + value.max(LEAST).min(MOST);
    }

    /** Returns the sequences that are made before the tables, because defaults ask them. */
    List<Statement> standing() {
        List<Statement> statements = new ArrayList<>();
        for (Sequence sequence : all.values()) {
            if (counter(sequence) || (sequence.owner() != null && owner(sequence) == null)) {
                continue;
            }
            TableName name = target(sequence);
            if (!draft.spaces().relations(name.schema()).take(name.name())) {
                draft.findings()
                        .add(
                                "sequence \"" + sequence.name() + '"',
                                Remark.problem(
                                        "name-taken",
                                        "something else becomes \"" + name + "\" too",
                                        "give the table of this name another one with \"to:\""));
                continue;
            }
            statements.add(new Statement(
                    Phase.TABLES,
                    null,
                    "sequence \"" + name.name() + '"',
                    Catalog.relation(name),
                    "CREATE SEQUENCE " + PostgresDialect.quoted(name) + options(sequence)));
        }
        return statements;
    }

    /** Returns what ties sequences to the columns that they go with, so that they are dropped with them. */
    List<Statement> owned() {
        List<Statement> statements = new ArrayList<>();
        for (Sequence sequence : all.values()) {
            Owner owner = counter(sequence) ? null : owner(sequence);
            if (owner != null) {
                TableName name = target(sequence);
                statements.add(new Statement(
                        Phase.TABLES,
                        owner.table().target(),
                        "owner of sequence \"" + name.name() + '"',
                        Catalog.owned(name),
                        "ALTER SEQUENCE " + PostgresDialect.quoted(name) + " OWNED BY "
                                + PostgresDialect.quoted(owner.table().target()) + "."
                                + PostgresDialect.quoted(owner.column().target())));
            }
        }
        return statements;
    }

    /** Identities bring their own, and MySQL's counters are identities. */
    private boolean counter(Sequence sequence) {
        return identities.contains(sequence.name());
    }

    private record Owner(TableDraft table, ColumnCopy column) {}

    private @Nullable Owner owner(Sequence sequence) {
        TableName name = sequence.owner();
        TableDraft table = name == null ? null : draft.table(name);
        ColumnCopy column = table == null || sequence.column() == null ? null : table.column(sequence.column());
        return table == null || column == null ? null : new Owner(table, column);
    }

    private TableName target(Sequence sequence) {
        return new TableName(
                draft.spaces().target(sequence.name().schema()), sequence.name().name());
    }
}
