package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the types of MySQL and MariaDB become. */
final class ForeignTypes implements TypeTable {

    private static final Set<String> SHAPES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geomcollection",
            "geometrycollection");

    /** A column of the source. */
    private record Place(TableName table, String column) {}

    /** Columns that are counters, or have to have the type of one because a foreign key ties them together. */
    private final Set<Place> counted = new HashSet<>();

    ForeignTypes(Draft draft) {
        for (TableDraft table : draft.tables()) {
            TableName name = table.definition().table().name();
            table.definition().columns().stream()
                    .filter(c -> c.identity() != null)
                    .forEach(c -> counted.add(new Place(name, c.column().name())));
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (TableDraft table : draft.tables()) {
                for (Reference reference : table.definition().references()) {
                    grown |= tie(table.definition().table().name(), reference);
                }
            }
        }
    }

    private boolean tie(TableName table, Reference reference) {
        boolean grown = false;
        for (int i = 0; i < reference.columns().size(); i++) {
            Place one = new Place(table, reference.columns().get(i));
            Place other =
                    new Place(reference.references(), reference.referenced().get(i));
            if (counted.contains(one) || counted.contains(other)) {
                grown = counted.addAll(List.of(one, other)) || grown;
            }
        }
        return grown;
    }

    @Override
    public Choice choose(TableDraft table, ColumnCopy column) {
        Type type = column.column().type();
        String declared = column.column().declared().toLowerCase(java.util.Locale.ROOT);
        if (type instanceof Type.Int whole) {
            Place place = new Place(table.definition().table().name(), column.source());
            return whole(whole, declared, counted.contains(place));
        }
        if (type instanceof Type.Numeric number) {
            return new Choice(
                    number.unconstrained() ? "numeric" : "numeric(" + number.precision() + "," + number.scale() + ")");
        }
        if (type instanceof Type.Real real) {
            return new Choice(real.bits() == 32 ? "real" : "double precision");
        }
        if (type instanceof Type.Text text) {
            return new Choice(text.maxLength() == 0 ? "text" : "character varying(" + text.maxLength() + ")");
        }
        if (type instanceof Type.Time time) {
            return new Choice("interval(" + time.fraction() + ")");
        }
        if (type instanceof Type.Timestamp moment) {
            return new Choice(
                    "timestamp(" + moment.fraction() + ") " + (moment.zoned() ? "with" : "without") + " time zone");
        }
        return plain(type, declared);
    }

    private static Choice whole(Type.Int type, String declared, boolean counted) {
        if (declared.startsWith("bit")) {
            return new Choice(type.bits() == 1 ? "boolean" : "bit(" + type.bits() + ")");
        }
        if (type.bits() == 64 && type.unsigned()) {
            return counted
                    ? new Choice(
                            "bigint",
                            Remark.note(
                                    "unsigned-counter",
                                    "a counter is no numeric in PostgreSQL: it becomes bigint, and rows with values over"
                                            + " 9,223,372,036,854,775,807 are rejected",
                                    null))
                    : new Choice("numeric(20,0)");
        }
        int bits = declared.startsWith("year") ? 16 : type.unsigned() ? type.bits() + 1 : type.bits();
        return new Choice(bits <= 16 ? "smallint" : bits <= 32 ? "integer" : "bigint");
    }

    private static Choice plain(Type type, String declared) {
        if (type instanceof Type.Bool) {
            return new Choice("boolean");
        }
        if (type instanceof Type.Uuid) {
            return new Choice("uuid");
        }
        if (type instanceof Type.Date) {
            return new Choice("date");
        }
        if (type instanceof Type.Json) {
            return new Choice("jsonb");
        }
        if (type instanceof Type.Array) {
            return new Choice("text[]");
        }
        if (type instanceof Type.Bytes) {
            return bytes(declared);
        }
        return textual(declared);
    }

    private static Choice bytes(String declared) {
        if (SHAPES.contains(declared.replaceAll("[ (/].*", ""))) {
            return new Choice(
                    "bytea",
                    Remark.warning(
                            "geometry-as-bytes",
                            "it becomes the bytes that MySQL keeps: four of the SRID, least first, then WKB",
                            "leave it out with \"drop\" and add a computed column, for example sql \"ST_AsText("
                                    + "column" + ")\" with \"type: geometry\" where the target has PostGIS"));
        }
        return new Choice("bytea");
    }

    private static Choice textual(String declared) {
        if (declared.startsWith("inet")) {
            return new Choice("inet");
        }
        return new Choice(
                "text",
                Remark.note(
                        "type-without-counterpart",
                        "PostgreSQL has no \"" + declared + "\"; it becomes text as the source prints it",
                        "say another form with a computed column"));
    }

    /**
     * Returns the conditions that keep what the source's type keeps and the target's would not.
     *
     * @param refers whether a foreign key holds the values to those of another column
     */
    static List<String> conditions(ColumnCopy column, ColumnDefinition definition, PostgresType type, boolean refers) {
        String name = PostgresDialect.quoted(column.target());
        List<String> labels = definition.labels();
        String list = labels.stream().map(PostgresDialect::literal).collect(java.util.stream.Collectors.joining(", "));
        if (!labels.isEmpty() && type.characters()) {
            return List.of(name + " IN (" + list + ")");
        }
        if (!labels.isEmpty() && type.array() && type.base().equals("text")) {
            return List.of(name + " <@ ARRAY[" + list + "]::text[]");
        }
        boolean unsigned =
                column.column().declared().toLowerCase(java.util.Locale.ROOT).contains("unsigned");
        boolean tied = definition.identity() != null || refers;
        return unsigned && !tied && type.number() ? List.of(name + " >= 0") : List.of();
    }
}
