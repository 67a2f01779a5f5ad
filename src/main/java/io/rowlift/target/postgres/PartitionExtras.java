package io.rowlift.target.postgres;

import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.postgres.PartitionDesigner.PartitionDesign;
import io.rowlift.target.postgres.PartitionDesigner.PartitionDesign.Piece;
import io.rowlift.target.postgres.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Indexes, foreign keys and checks that a partition has and its table has not. */
final class PartitionExtras {

    private static final String OF_A_PARTITION = " of a partition";

    private final Draft draft;
    private final TableDraft table;
    private final TableDesign design;
    private final List<Statement> statements = new ArrayList<>();

    PartitionExtras(Draft draft, TableDraft table, TableDesign design) {
        this.draft = draft;
        this.table = table;
        this.design = design;
    }

    List<Statement> statements() {
        for (Other other : draft.structure().others()) {
            boolean mine = table.definition().table().name().equals(other.table()) && !draft.foreign();
            if (mine && other.sql() != null && other.kind().endsWith(OF_A_PARTITION)) {
                add(other, other.sql());
            }
        }
        return statements;
    }

    private void add(Other other, String sql) {
        try {
            if (other.kind().startsWith("index")) {
                index(sql);
            } else {
                constraint(sql);
            }
        } catch (Untranslatable e) {
            draft.findings()
                    .add(
                            table.copy(),
                            other.kind() + " \"" + other.name() + '"',
                            Remark.warning(
                                    "left-out-of-partition",
                                    "it is left out: " + e.reason(),
                                    "make one in PostgreSQL's language after the load, where it is needed"));
        }
    }

    /** {@code CREATE INDEX name ON schema.partition USING ...}. */
    private void index(String sql) throws Untranslatable {
        int using = sql.indexOf(" USING ");
        List<Word> names = Word.cut(sql.substring(0, Math.max(0, using))).stream()
                .filter(Word::named)
                .toList();
        if (names.size() != 3) {
            throw new Untranslatable("its definition is not understood");
        }
        TableName partition = partition(names.get(2).plain());
        String definition = new OwnExpression(draft, table).rewrite(sql.substring(using + 1));
        String name = IndexDesigner.name(draft, table, names.get(0).plain(), false);
        boolean unique = sql.startsWith("CREATE UNIQUE ");
        statements.add(new Statement(
                draft.plan().indexes() == Indexes.WITH_TABLE ? Phase.TABLES : Phase.INDEXES,
                table.target(),
                "index \"" + name + '"',
                Catalog.relation(new TableName(partition.schema(), name)),
                "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + PostgresDialect.quoted(name) + " ON "
                        + PostgresDialect.quoted(partition) + " " + definition));
    }

    /** {@code ALTER TABLE schema.partition ADD CONSTRAINT name ...}. */
    private void constraint(String sql) throws Untranslatable {
        List<Word> words = Word.cut(sql);
        List<Word> names = words.stream().filter(Word::named).limit(3).toList();
        String rest = rest(words);
        TableName partition = partition(names.get(1).plain());
        String name = names.get(2).plain();
        int references = rest.indexOf(" REFERENCES ");
        boolean key = rest.startsWith("FOREIGN KEY ") && references > 0;
        if (key && !draft.references()) {
            return;
        }
        boolean valid = !rest.endsWith(" NOT VALID");
        String definition = key
                ? new OwnExpression(draft, table).rewrite(rest.substring(0, references))
                        + referred(Word.cut(rest.substring(references + 1)))
                        + (valid ? " NOT VALID" : "")
                : new OwnExpression(draft, table).rewrite(rest);
        String object = (key ? "foreign key \"" : "check \"") + name + "\" of \"" + partition.name() + '"';
        String alter = "ALTER TABLE " + PostgresDialect.quoted(partition);
        statements.add(new Statement(
                Phase.FOREIGN_KEYS,
                table.target(),
                object,
                Catalog.constraint(partition, name),
                alter + " ADD CONSTRAINT " + PostgresDialect.quoted(name) + " " + definition));
        if (key && valid) {
            statements.add(new Statement(
                    Phase.VALIDATION,
                    table.target(),
                    object,
                    Catalog.validated(partition, name),
                    alter + " VALIDATE CONSTRAINT " + PostgresDialect.quoted(name)));
        }
    }

    /** Returns what follows the third name, which is the constraint's. */
    private static String rest(List<Word> words) {
        StringBuilder text = new StringBuilder();
        int at = -1;
        for (int names = 0; names < 3; names += words.get(at).named() ? 1 : 0) {
            at++;
        }
        words.subList(at + 1, words.size()).forEach(w -> text.append(w.text()));
        return text.toString().trim();
    }

    /** {@code REFERENCES schema.table(column, ...) ...}, with the names that these have in the target. */
    private String referred(List<Word> words) throws Untranslatable {
        List<Word> solid = words.stream().filter(w -> w.kind() != Kind.BLANK).toList();
        TableName name = new TableName(solid.get(1).plain(), solid.get(3).plain());
        TableDraft parent = draft.table(name);
        if (parent == null) {
            throw new Untranslatable("table \"" + name + "\" is not copied");
        }
        StringBuilder text = new StringBuilder(" REFERENCES " + PostgresDialect.quoted(parent.target()) + " (");
        int at = 5;
        for (; !solid.get(at).is(")"); at++) {
            text.append(solid.get(at).named() ? column(parent, solid.get(at).plain()) : ", ");
        }
        text.append(')');
        solid.subList(at + 1, solid.size())
                .forEach(w -> text.append(w.is(",") || w.is(")") ? "" : " ").append(w.text()));
        return text.toString();
    }

    private static String column(TableDraft parent, String source) throws Untranslatable {
        @Nullable ColumnCopy column = parent.column(source);
        if (column == null) {
            throw new Untranslatable("the mapping leaves out the column \"" + source + "\" that it refers to");
        }
        return PostgresDialect.quoted(column.target());
    }

    private TableName partition(String source) throws Untranslatable {
        PartitionDesign partitions = design.partitions();
        for (Piece piece : partitions == null ? List.<Piece>of() : partitions.pieces()) {
            if (piece.source().equals(source)) {
                return new TableName(table.target().schema(), piece.name());
            }
        }
        throw new Untranslatable("the target has no partition \"" + source + '"');
    }
}
