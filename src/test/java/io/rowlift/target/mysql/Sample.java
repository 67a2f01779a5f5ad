package io.rowlift.target.mysql;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.problem.Finding;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Identity;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Index.Part;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Partitioning.Partition;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Structure.UserType;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of a source, made by hand. */
final class Sample {

    static final Type INT = new Type.Int(32, false);
    static final Type LONG = new Type.Int(64, false);
    static final Type TEXT = new Type.Text(0);
    static final Type JSON = new Type.Json();
    static final Type MOMENT = new Type.Timestamp(6, true);

    private final TableName name;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private @Nullable Partitioning partitioning;
    private @Nullable String comment;

    private Sample(String name) {
        this.name = new TableName("src", name);
    }

    static Sample table(String name) {
        return new Sample(name);
    }

    /** Adds a column; {@code !} after its type means NOT NULL. */
    Sample column(String column, String declared, Type type) {
        return column(column, declared, type, null);
    }

    Sample column(String column, String declared, Type type, @Nullable String preset) {
        return add(column, declared, type, preset, null, false, null, null, List.of());
    }

    Sample identity(String column, String declared, Type type) {
        Identity identity = new Identity(false, new TableName("src", name.name() + "_seq"));
        columns.add(new ColumnDefinition(
                new Column(column, type, false, declared),
                null,
                null,
                false,
                identity,
                null,
                null,
                null,
                List.of(),
                false,
                null));
        return this;
    }

    Sample generated(String column, String declared, Type type, String expression) {
        return add(column, declared, type, null, expression, true, null, null, List.of());
    }

    Sample text(String column, String declared, String charset, String collation, String... labels) {
        return add(column, declared, TEXT, null, null, false, charset, collation, List.of(labels));
    }

    Sample labelled(String column, String declared, @Nullable String preset, String... labels) {
        return add(column, declared, TEXT, preset, null, false, null, null, List.of(labels));
    }

    private Sample add(
            String column,
            String declared,
            Type type,
            @Nullable String preset,
            @Nullable String generated,
            boolean stored,
            @Nullable String charset,
            @Nullable String collation,
            List<String> labels) {
        boolean filled = declared.endsWith("!");
        String plain = filled ? declared.substring(0, declared.length() - 1) : declared;
        columns.add(new ColumnDefinition(
                new Column(column, type, !filled, plain),
                preset,
                generated,
                stored,
                null,
                null,
                collation,
                charset,
                labels,
                false,
                null));
        return this;
    }

    Sample primary(String... of) {
        return index(new Index("PRIMARY", true, true, true, "btree", parts(of), List.of(), null, true, true, "…"));
    }

    Sample unique(String index, String... of) {
        return index(new Index(index, true, false, true, "btree", parts(of), List.of(), null, true, true, "…"));
    }

    Sample index(String index, String method, String... of) {
        return index(new Index(index, false, false, false, method, parts(of), List.of(), null, true, true, "…"));
    }

    Sample partial(String index, boolean unique, String where, String... of) {
        return index(new Index(index, unique, false, false, "btree", parts(of), List.of(), where, true, true, "…"));
    }

    Sample index(Index index) {
        indexes.add(index);
        return this;
    }

    /** Returns parts: columns, {@code column(n)}, or expressions that hold a parenthesis elsewhere. */
    static List<Part> parts(String... of) {
        return Stream.of(of)
                .map(text -> {
                    boolean prefix = text.matches("\\w+\\(\\d+\\)");
                    boolean expression = !prefix && text.contains("(");
                    return new Part(
                            expression ? null : text.replaceAll("\\(.*| DESC", ""),
                            expression ? text : null,
                            text.endsWith(" DESC"),
                            false,
                            prefix ? Integer.parseInt(text.replaceAll("\\D", "")) : 0,
                            null,
                            null);
                })
                .toList();
    }

    Sample check(String check, String expression) {
        checks.add(new Check(check, expression, true));
        return this;
    }

    Sample references(String key, String column, String table, String referenced, Action onDelete, Action onUpdate) {
        references.add(new Reference(
                key,
                List.of(column),
                new TableName("src", table),
                List.of(referenced),
                onDelete,
                onUpdate,
                false,
                false,
                false,
                true));
        return this;
    }

    Sample partitioned(String strategy, String column, String... bounds) {
        List<Partition> partitions = new ArrayList<>();
        for (String bound : bounds) {
            partitions.add(new Partition("p" + (partitions.size() + 1), bound));
        }
        partitioning = new Partitioning(strategy, column, List.of(column), partitions);
        return this;
    }

    Sample comment(String text) {
        comment = text;
        return this;
    }

    Definition definition() {
        List<Column> read = columns.stream().map(ColumnDefinition::column).toList();
        Table table = new Table(name, Table.Kind.TABLE, read, List.of(), List.of());
        return new Definition(table, columns, indexes, checks, references, partitioning, comment, -1, -1);
    }

    static CopyPlan plan(Family family, List<UserType> types, Sample... samples) {
        List<Definition> tables = Stream.of(samples).map(Sample::definition).toList();
        Structure structure = new Structure(family, "1", tables, types, List.of(), List.of());
        return Plans.of(structure, "shop", ForeignKeys.KEEP, Indexes.AFTER_LOAD);
    }

    static TargetSchema postgres(Sample... samples) {
        return new MySqlTranslation().translate(plan(Family.POSTGRESQL, List.of(), samples));
    }

    static TargetSchema mySql(Sample... samples) {
        return new MySqlTranslation().translate(plan(Family.MYSQL, List.of(), samples));
    }

    /** Returns the statements of a phase, those that make databases aside. */
    static List<String> sql(TargetSchema schema, Phase phase) {
        return schema.statements(phase).stream()
                .map(TargetSchema.Statement::sql)
                .filter(s -> !s.startsWith("CREATE DATABASE"))
                .toList();
    }

    /** Returns findings as {@code SEVERITY code subject: message; remedy}. */
    static List<String> said(TargetSchema schema) {
        return schema.findings().stream().map(Sample::said).toList();
    }

    private static String said(Finding f) {
        return f.severity() + " " + f.code() + " " + f.subject() + ": " + f.message()
                + (f.remedy() == null ? "" : "; " + f.remedy());
    }
}
