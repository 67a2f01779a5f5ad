package io.rowlift.source.mysql;

import io.rowlift.schema.Column;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Identity;
import io.rowlift.schema.Table;
import io.rowlift.schema.Type;
import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is declared of the columns of MySQL and MariaDB. */
final class MySqlColumns {

    private static final String COLUMNS = """
            SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, COLUMN_DEFAULT, EXTRA,
                   GENERATION_EXPRESSION, CHARACTER_SET_NAME, COLLATION_NAME, COLUMN_COMMENT
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION""";

    /** Types whose constants stand without quotes. */
    private static final Set<String> NUMBERS =
            Set.of("bit", "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year");

    private static final Pattern ON_UPDATE = Pattern.compile("on update (\\S+)", Pattern.CASE_INSENSITIVE);

    private final boolean mariaDb;

    MySqlColumns(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    Parts<Declared> read(Connection connection) throws SQLException {
        MySqlByteDefaults bytes = MySqlByteDefaults.read(connection, mariaDb);
        return Parts.read(connection, COLUMNS, r -> declared(r, bytes));
    }

    private Declared declared(ResultSet r, MySqlByteDefaults bytes) throws SQLException {
        String extra = r.getString("EXTRA").toUpperCase(Locale.ROOT);
        Matcher onUpdate = ON_UPDATE.matcher(r.getString("EXTRA"));
        boolean generated = extra.contains(" GENERATED");
        String comment = r.getString("COLUMN_COMMENT");
        String type = r.getString("DATA_TYPE");
        String name = r.getString("COLUMN_NAME");
        String known = bytes.of(r.getString("TABLE_NAME"), name);
        return new Declared(
                name,
                known != null
                        ? known
                        : preset(r.getString("COLUMN_DEFAULT"), type, extra.contains("DEFAULT_GENERATED")),
                generated ? expression(r.getString("GENERATION_EXPRESSION")) : null,
                extra.contains("STORED GENERATED"),
                extra.contains("AUTO_INCREMENT"),
                onUpdate.find() ? onUpdate.group(1) : null,
                r.getString("COLLATION_NAME"),
                r.getString("CHARACTER_SET_NAME"),
                type.equals("enum") || type.equals("set") ? MySqlDialect.labels(r.getString("COLUMN_TYPE")) : List.of(),
                extra.contains("INVISIBLE"),
                comment.isEmpty() ? null : comment);
    }

    /** MariaDB prints expressions, {@code NULL} among them; MySQL prints expressions in quotes and constants without. */
    private @Nullable String preset(@Nullable String printed, String type, boolean expression) {
        if (printed == null || (mariaDb && printed.equals("NULL"))) {
            return null;
        }
        if (mariaDb) {
            return printed;
        }
        if (expression) {
            return MySqlExpressions.unescaped(printed);
        }
        return NUMBERS.contains(type)
                ? printed
                : "'" + printed.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private String expression(String printed) {
        return mariaDb ? printed : MySqlExpressions.unescaped(printed);
    }

    /** A column but for what the catalog of tables knows about it. */
    record Declared(
            String name,
            @Nullable String preset,
            @Nullable String generated,
            boolean stored,
            boolean counted,
            @Nullable String onUpdate,
            @Nullable String collation,
            @Nullable String charset,
            List<String> labels,
            boolean invisible,
            @Nullable String comment) {

        /** A view repeats the defaults of the tables behind it; MariaDB's JSON is text with a collation. */
        ColumnDefinition with(Column column, Table table) {
            boolean view = table.kind() == Table.Kind.VIEW;
            boolean json = column.type() instanceof Type.Json;
            return new ColumnDefinition(
                    column,
                    view ? null : preset,
                    generated,
                    stored,
                    counted ? new Identity(false, table.name()) : null,
                    view ? null : onUpdate,
                    json ? null : collation,
                    json ? null : charset,
                    labels,
                    invisible,
                    comment);
        }
    }
}
