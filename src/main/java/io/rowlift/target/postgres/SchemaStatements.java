package io.rowlift.target.postgres;

import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.TableName;
import io.rowlift.target.postgres.CheckDesigner.CheckDesign;
import io.rowlift.target.postgres.ReferenceDesigner.ReferenceDesign;
import java.util.ArrayList;
import java.util.List;

/** The statements of one table, each with the question whether its object is there. */
final class SchemaStatements {

    private final TableDesign table;
    private final TableName name;

    SchemaStatements(TableDesign table) {
        this.table = table;
        this.name = table.name();
    }

    /** The table itself, its partitions and what is said about them. */
    List<Statement> table() {
        List<Statement> statements = new ArrayList<>();
        statements.add(statement(Phase.TABLES, "table \"" + name.name() + '"', Catalog.relation(name), table.sql()));
        if (table.partitions() != null) {
            for (PartitionDesigner.PartitionDesign.Piece piece :
                    table.partitions().pieces()) {
                TableName part = new TableName(name.schema(), piece.name());
                statements.add(statement(
                        Phase.TABLES,
                        "partition \"" + piece.name() + '"',
                        Catalog.relation(part),
                        "CREATE TABLE " + PostgresDialect.quoted(part) + " PARTITION OF " + PostgresDialect.quoted(name)
                                + " " + piece.bounds()));
            }
        }
        if (table.comment() != null) {
            statements.add(statement(
                    Phase.TABLES,
                    "comment of \"" + name.name() + '"',
                    Catalog.comment(name, table.comment()),
                    "COMMENT ON TABLE " + PostgresDialect.quoted(name) + " IS "
                            + PostgresDialect.literal(table.comment())));
        }
        for (ColumnDesign column : table.columns()) {
            if (column.comment() != null) {
                statements.add(statement(
                        Phase.TABLES,
                        "comment of \"" + name.name() + "\".\"" + column.name() + '"',
                        Catalog.comment(name, column.name(), column.comment()),
                        "COMMENT ON COLUMN " + PostgresDialect.quoted(name) + "."
                                + PostgresDialect.quoted(column.name()) + " IS "
                                + PostgresDialect.literal(column.comment())));
            }
        }
        return statements;
    }

    /** Indexes: several of one table are built at the same time, which a constraint with its own index would not allow. */
    List<Statement> indexes(Indexes when) {
        Phase phase = when == Indexes.WITH_TABLE ? Phase.TABLES : Phase.INDEXES;
        List<Statement> statements = new ArrayList<>();
        for (IndexDesign index : table.indexes()) {
            statements.add(whole(index) ? constraint(phase, index) : index(phase, index));
        }
        for (OtherConstraints.Constraint other : table.others()) {
            statements.add(statement(
                    phase,
                    other.kind() + " \"" + other.name() + '"',
                    Catalog.constraint(name, other.name()),
                    add(other.name()) + other.definition()));
        }
        return statements;
    }

    /** Constraints on these indexes: nothing is read for them, but they lock the table, so that they come one by one. */
    List<Statement> constraints(Indexes when) {
        Phase phase = when == Indexes.WITH_TABLE ? Phase.TABLES : Phase.FOREIGN_KEYS;
        List<Statement> statements = new ArrayList<>();
        for (IndexDesign index : table.indexes()) {
            if (index.constraint() != null && !whole(index)) {
                statements.add(statement(
                        phase,
                        "key \"" + index.name() + '"',
                        Catalog.constraint(name, index.name()),
                        add(index.name()) + index.constraint() + " USING INDEX " + PostgresDialect.quoted(index.name())
                                + index.suffix()));
            }
        }
        for (CheckDesign check : table.checks()) {
            if (check.late()) {
                statements.add(statement(
                        Phase.FOREIGN_KEYS,
                        "check \"" + check.name() + '"',
                        Catalog.constraint(name, check.name()),
                        "ALTER TABLE " + PostgresDialect.quoted(name) + " ADD " + check.sql()));
            }
        }
        return statements;
    }

    /** PostgreSQL makes no constraint on an index of a table with partitions. */
    private boolean whole(IndexDesign index) {
        return index.constraint() != null && table.partitions() != null;
    }

    private Statement index(Phase phase, IndexDesign index) {
        return statement(
                phase,
                "index \"" + index.name() + '"',
                Catalog.relation(new TableName(name.schema(), index.name())),
                "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + PostgresDialect.quoted(index.name()) + " ON "
                        + PostgresDialect.quoted(name) + " " + index.definition());
    }

    private Statement constraint(Phase phase, IndexDesign index) {
        String distinct = index.definition().contains(" NULLS NOT DISTINCT") ? " NULLS NOT DISTINCT" : "";
        return statement(
                phase,
                "key \"" + index.name() + '"',
                Catalog.constraint(name, index.name()),
                add(index.name()) + index.constraint() + distinct + " (" + PostgresDialect.quoted(index.columns()) + ")"
                        + index.clauses() + index.suffix());
    }

    private String add(String constraint) {
        return "ALTER TABLE " + PostgresDialect.quoted(name) + " ADD CONSTRAINT " + PostgresDialect.quoted(constraint)
                + " ";
    }

    List<Statement> references(List<ReferenceDesign> references) {
        List<Statement> statements = new ArrayList<>();
        for (ReferenceDesign reference : references) {
            statements.add(statement(
                    Phase.FOREIGN_KEYS,
                    "foreign key \"" + reference.name() + '"',
                    Catalog.constraint(name, reference.name()),
                    add(reference.name()) + reference.sql()));
        }
        for (ReferenceDesign reference : references) {
            if (reference.later() && reference.valid()) {
                statements.add(statement(
                        Phase.VALIDATION,
                        "foreign key \"" + reference.name() + '"',
                        Catalog.validated(name, reference.name()),
                        "ALTER TABLE " + PostgresDialect.quoted(name) + " VALIDATE CONSTRAINT "
                                + PostgresDialect.quoted(reference.name())));
            }
        }
        return statements;
    }

    Statement statistics() {
        return new Statement(
                Phase.STATISTICS,
                name,
                "statistics of \"" + name.name() + '"',
                null,
                "ANALYZE " + PostgresDialect.quoted(name));
    }

    private Statement statement(Phase phase, String object, String made, String sql) {
        return new Statement(phase, name, object, made, sql);
    }
}
