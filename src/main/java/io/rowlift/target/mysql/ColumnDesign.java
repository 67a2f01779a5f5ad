package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import org.jspecify.annotations.Nullable;

/**
 * A column as MySQL declares it.
 *
 * @param copy what it is a copy of
 * @param type its type
 * @param nullable whether it takes NULL
 * @param automatic whether AUTO_INCREMENT gives its values
 * @param preset what follows DEFAULT, or null
 * @param generated the expression that MySQL computes it by, or null
 * @param stored whether a generated column is stored
 * @param onUpdate what follows ON UPDATE, or null
 * @param comment for people, or null
 */
record ColumnDesign(
        ColumnCopy copy,
        MySqlType type,
        boolean nullable,
        boolean automatic,
        @Nullable String preset,
        @Nullable String generated,
        boolean stored,
        @Nullable String onUpdate,
        @Nullable String comment) {

    /** Returns whether rows bring values for it. */
    boolean written() {
        return generated == null;
    }

    /** Returns the column's line in CREATE TABLE; its collation only where it is not the table's. */
    String sql(String usual) {
        MySqlType printed = usual.equals(type.collation()) ? type.in(null, null) : type;
        StringBuilder sql =
                new StringBuilder(Quoted.name(copy.target())).append(' ').append(printed);
        if (generated != null) {
            sql.append(" GENERATED ALWAYS AS (").append(generated).append(')').append(stored ? " STORED" : " VIRTUAL");
        }
        // a timestamp that says nothing may be NOT NULL on some servers
        sql.append(nullable ? type.name().equals("timestamp") ? " NULL" : "" : " NOT NULL");
        sql.append(preset == null ? "" : " DEFAULT " + preset);
        sql.append(onUpdate == null ? "" : " ON UPDATE " + onUpdate);
        sql.append(automatic ? " AUTO_INCREMENT" : "");
        boolean invisible = copy.definition() != null && copy.definition().invisible();
        sql.append(invisible ? " INVISIBLE" : "");
        return sql.append(comment == null ? "" : " COMMENT " + Quoted.text(comment))
                .toString();
    }
}
