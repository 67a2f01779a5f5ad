package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Findings.Remark;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The type table for columns that MySQL or MariaDB declares: as declared, except for what MySQL 8 does not have. */
final class OwnTypes implements TypeTable {

    @Override
    public Choice choose(ColumnCopy column) {
        ColumnDefinition definition = column.definition();
        String declared = definition == null
                ? column.column().declared()
                : definition.column().declared();
        Optional<MySqlType> parsed = MySqlType.parse(declared.replaceAll("/\\*.*?\\*/", ""));
        if (parsed.isEmpty()) {
            return mariaDb(declared.toLowerCase(Locale.ROOT), column.column().type());
        }
        if (parsed.get().shape()) {
            return new Choice(
                    parsed.get(),
                    Remark.note(
                            "spatial-reference",
                            "that it holds one spatial reference system only (SRID) is not taken over, without which MySQL"
                                    + " does not use its SPATIAL indexes",
                            "say so after the load: ALTER TABLE … MODIFY … " + parsed.get() + " NOT NULL SRID 4326"));
        }
        if (!parsed.get().text()) {
            return new Choice(parsed.get());
        }
        return text(
                parsed.get(),
                definition == null ? null : definition.charset(),
                definition == null ? null : definition.collation());
    }

    private static Choice text(MySqlType type, @Nullable String charset, @Nullable String collation) {
        String givenSet = charset != null ? charset : type.charset();
        String givenOrder = collation != null ? collation : type.collation();
        if (givenOrder == null) {
            return new Choice(type.in(set(givenSet), null));
        }
        // the old three-byte character set is a part of the four-byte one, with orders of the same names
        String order = givenOrder.replaceFirst("^utf8(mb3)?_", "utf8mb4_");
        String known = Collations.nearest(order);
        MySqlType moved = type.in(set(givenSet), known);
        if (known.equals(order)) {
            return new Choice(moved);
        }
        return new Choice(
                moved,
                Remark.warning(
                        "collation-without-counterpart",
                        "MySQL has no collation \"" + givenOrder + "\"; \"" + known + "\" is its nearest"
                                + (Collations.pads(order) == Collations.pads(known)
                                        ? ""
                                        : ", which takes spaces at the end as "
                                                + (Collations.pads(known) ? "nothing" : "different")),
                        "say another one, for example \"type: " + type.in(null, null)
                                + " COLLATE utf8mb4_0900_ai_ci\""));
    }

    private static @Nullable String set(@Nullable String charset) {
        return charset == null ? null : charset.matches("utf8(mb3)?") ? "utf8mb4" : charset;
    }

    private static Choice mariaDb(String declared, Type type) {
        if (type instanceof Type.Uuid || declared.startsWith("uuid")) {
            return new Choice(MySqlType.of("char", 36).in("ascii", "ascii_bin"));
        }
        if (declared.startsWith("inet6")) {
            return new Choice(MySqlType.of("varchar", 45).in("ascii", "ascii_bin"));
        }
        if (declared.startsWith("inet4")) {
            return new Choice(MySqlType.of("varchar", 15).in("ascii", "ascii_bin"));
        }
        MySqlType type8 = MySqlType.of(type instanceof Type.Bytes ? "longblob" : "longtext");
        return new Choice(
                type8,
                Remark.note(
                        "type-without-counterpart",
                        "MySQL 8 has no \"" + declared + "\"; it becomes " + type8,
                        "say another one with \"type:\""));
    }
}
