package io.rowlift.source;

import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Identity;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Partitioning.Partition;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.Structure.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a structure down for tests: every fact of it, but only where it is not the usual one. Estimates are left out. */
public final class StructureText {

    private StructureText() {}

    /** The whole structure, a line for each of its parts. */
    public static List<String> of(Structure structure) {
        List<String> lines = new ArrayList<>();
        for (Definition definition : structure.tables()) {
            lines.add(definition.table().kind() + " " + definition.table().name()
                    + said("comment", definition.comment()));
            columns(definition).forEach(line -> lines.add("  column " + line));
            indexes(definition).forEach(line -> lines.add("  index " + line));
            definition
                    .checks()
                    .forEach(check -> lines.add("  check " + check.name() + ": " + check.expression()
                            + (check.enforced() ? "" : ", not enforced")));
            references(definition).forEach(line -> lines.add("  foreign key " + line));
            partitions(definition).forEach(line -> lines.add("  " + line));
        }
        types(structure).forEach(line -> lines.add("TYPE " + line));
        sequences(structure).forEach(line -> lines.add("SEQUENCE " + line));
        others(structure).forEach(line -> lines.add("OTHER " + line));
        return lines;
    }

    public static List<String> columns(Definition definition) {
        return definition.columns().stream().map(StructureText::column).toList();
    }

    private static String column(ColumnDefinition c) {
        Identity identity = c.identity();
        return c.column().name() + " " + c.column().declared() + " "
                + c.column().type()
                + (c.column().nullable() ? "" : ", not null")
                + said("default", c.preset())
                + said(c.stored() ? "stored" : "computed", c.generated())
                + (identity == null ? "" : (identity.always() ? ", always of " : ", of ") + identity.sequence())
                + said("on update", c.onUpdate())
                + said("charset", c.charset())
                + said("collation", c.collation())
                + (c.labels().isEmpty() ? "" : ", labels " + c.labels())
                + (c.invisible() ? ", invisible" : "")
                + said("comment", c.comment());
    }

    public static List<String> indexes(Definition definition) {
        return definition.indexes().stream().map(StructureText::index).toList();
    }

    private static String index(Index i) {
        return i.name() + " " + i.method()
                + i.parts().stream().map(StructureText::part).collect(Collectors.joining(", ", " (", ")"))
                + (i.primary() ? ", primary" : i.unique() ? ", unique" : "")
                + (i.constraint() ? ", constraint" : "")
                + (i.include().isEmpty() ? "" : ", include " + i.include())
                + said("where", i.where())
                + (i.nullsDistinct() ? "" : ", nulls not distinct")
                + (i.visible() ? "" : ", invisible")
                + ", sql " + i.sql();
    }

    private static String part(Index.Part p) {
        return (p.column() == null ? "expression " + p.expression() : p.column())
                + (p.length() == 0 ? "" : " first " + p.length())
                + (p.collation() == null ? "" : " collation " + p.collation())
                + (p.operators() == null ? "" : " operators " + p.operators())
                + (p.descending() ? " descending" : "")
                + (p.nullsFirst() ? " nulls first" : "");
    }

    public static List<String> references(Definition definition) {
        return definition.references().stream().map(StructureText::reference).toList();
    }

    private static String reference(Reference r) {
        return r.name() + " " + r.columns() + " to " + r.references() + " " + r.referenced() + ", on delete "
                + r.onDelete() + ", on update " + r.onUpdate()
                + (r.deferrable() ? ", deferrable" : "")
                + (r.deferred() ? ", deferred" : "")
                + (r.full() ? ", full" : "")
                + (r.valid() ? "" : ", not valid");
    }

    public static List<String> partitions(Definition definition) {
        Partitioning partitioning = definition.partitioning();
        if (partitioning == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("by " + partitioning.strategy() + " of " + partitioning.expression() + ", columns "
                + partitioning.columns());
        for (Partition partition : partitioning.partitions()) {
            lines.add("partition " + partition.name() + ": " + partition.bounds());
        }
        return lines;
    }

    public static List<String> types(Structure structure) {
        return structure.types().stream().map(StructureText::type).toList();
    }

    private static String type(UserType type) {
        return type.kind() + " " + type.name() + (type.labels().isEmpty() ? "" : " " + type.labels()) + ": "
                + type.sql();
    }

    public static List<String> sequences(Structure structure) {
        return structure.sequences().stream().map(StructureText::sequence).toList();
    }

    private static String sequence(Sequence s) {
        return s.name() + " from " + s.start() + " by " + s.increment() + " in " + s.minimum() + ".." + s.maximum()
                + (s.cycle() ? ", cycles" : "") + ", next " + s.next()
                + (s.owner() == null ? "" : ", of " + s.owner() + " " + s.column());
    }

    public static List<String> others(Structure structure) {
        return structure.others().stream().map(StructureText::other).toList();
    }

    private static String other(Other other) {
        return other.kind() + " " + other.name() + (other.table() == null ? "" : " of " + other.table());
    }

    private static String said(String what, String value) {
        return value == null ? "" : ", " + what + " " + value.replace("\n", "\\n");
    }
}
