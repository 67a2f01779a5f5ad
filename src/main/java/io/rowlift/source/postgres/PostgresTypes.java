package io.rowlift.source.postgres;

import io.rowlift.schema.Type;
import io.rowlift.source.jdbc.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every PostgreSQL type: what it is here, how it is selected and how its text is read. */
final class PostgresTypes {

    private static final int NO_MODIFIER = -1;

    private final Map<Long, PgType> byOid;

    private PostgresTypes(Map<Long, PgType> byOid) {
        this.byOid = byOid;
    }

    /**
     * A row of pg_type.
     *
     * @param name without schema
     * @param sqlName as it is written in a statement, without modifier
     * @param kind b base, c composite, d domain, e enum, p pseudo, r range, m multirange
     * @param element of an array, else 0
     * @param base of a domain, else 0
     * @param baseModifier of a domain
     * @param delimiter between this type's values in an array
     * @param builtIn whether it belongs to the system
     */
    private record PgType(
            String name,
            String sqlName,
            char kind,
            long element,
            long base,
            int baseModifier,
            char delimiter,
            boolean builtIn) {}

    /** Reads the types of the database. */
    static PostgresTypes of(Connection connection) throws SQLException {
        String sql = """
                SELECT t.oid, t.typname, format_type(t.oid, -1), t.typtype::text,
                       CASE WHEN t.typelem <> 0 AND t.typlen = -1 AND t.typcategory = 'A' THEN t.typelem ELSE 0 END,
                       t.typbasetype, t.typtypmod, t.typdelim::text, n.nspname = 'pg_catalog'
                FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace""";
        Map<Long, PgType> byOid = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet r = statement.executeQuery()) {
            while (r.next()) {
                byOid.put(
                        r.getLong(1),
                        new PgType(
                                r.getString(2),
                                r.getString(3),
                                r.getString(4).charAt(0),
                                r.getLong(5),
                                r.getLong(6),
                                r.getInt(7),
                                r.getString(8).charAt(0),
                                r.getBoolean(9)));
            }
        }
        return new PostgresTypes(byOid);
    }

    /** How a type is selected and how its text is read, without the parts that every type has alike. */
    private record Reading(
            Type type,
            String cast,
            Function<String, Object> text,
            ColumnType.@Nullable Read fast,
            UnaryOperator<String> key) {}

    /** Returns how a column of this type is read. */
    ColumnType columnType(long oid, int modifier) {
        Reading reading = reading(oid, modifier);
        Function<String, Object> text = reading.text();
        ColumnType.Read read = reading.fast() != null
                ? reading.fast()
                : (result, position) -> {
                    String value = result.getString(position);
                    return value == null ? null : text.apply(value);
                };
        return new ColumnType(
                reading.type(), "$" + reading.cast(), read, "CAST(? AS " + sqlName(oid) + ")", reading.key()::apply);
    }

    /** A key is compared as its column's base type: a domain's check is not to be run on it. */
    private String sqlName(long oid) {
        PgType type = byOid.get(oid);
        if (type == null) {
            return "text";
        }
        return type.kind() == 'd' ? sqlName(type.base()) : type.sqlName();
    }

    private Reading reading(long oid, int modifier) {
        PgType type = byOid.get(oid);
        if (type == null) {
            return text(new Type.Textual("unknown"), value -> value);
        }
        if (type.kind() == 'd') {
            return reading(type.base(), type.baseModifier() == NO_MODIFIER ? modifier : type.baseModifier());
        }
        if (type.element() != 0) {
            return array(type, modifier);
        }
        if (type.kind() == 'e' || type.name().equals("citext")) {
            return text(new Type.Text(0), value -> value);
        }
        return type.builtIn() ? builtIn(type, modifier) : text(new Type.Textual(type.name()), value -> value);
    }

    private Reading array(PgType type, int modifier) {
        Reading element = reading(type.element(), modifier);
        PgType elementType = byOid.get(type.element());
        char delimiter = elementType == null ? ',' : elementType.delimiter();
        String cast = element.cast().isEmpty() ? "" : element.cast() + "[]";
        return new Reading(
                new Type.Array(element.type()),
                cast,
                text -> PostgresText.array(text, delimiter, element.text()),
                null,
                key -> key);
    }

    private static Reading text(Type type, Function<String, Object> text) {
        return new Reading(type, "", text, null, key -> key);
    }

    private static Reading whole(int bits, boolean unsigned) {
        return new Reading(
                new Type.Int(bits, unsigned),
                "",
                Long::valueOf,
                (result, position) -> {
                    long value = result.getLong(position);
                    return value == 0 && result.wasNull() ? null : value;
                },
                key -> key);
    }

    private static Reading builtIn(PgType type, int modifier) {
        return switch (type.name()) {
            case "int2" -> whole(16, false);
            case "int4" -> whole(32, false);
            case "int8" -> whole(64, false);
            case "oid" -> whole(32, true);
            case "numeric" -> text(numeric(modifier), PostgresText::numeric);
            // its text depends on the server's locale, and it always was a decimal
            case "money" -> new Reading(new Type.Numeric(19, 2), "::numeric", PostgresText::numeric, null, key -> key);
            case "float4" -> text(new Type.Real(32), PostgresText::real32);
            case "float8" -> text(new Type.Real(64), PostgresText::real64);
            case "bool" -> text(new Type.Bool(), value -> value.charAt(0) == 't');
            case "text", "name", "char" -> text(new Type.Text(0), value -> value);
            case "varchar" -> text(new Type.Text(length(modifier)), value -> value);
            case "bpchar" -> text(new Type.Text(length(modifier)), PostgresText::unpadded);
            case "bit", "varbit" -> text(new Type.Text(0), value -> value);
            case "uuid" -> text(new Type.Uuid(), value -> value);
            case "bytea" ->
                new Reading(new Type.Bytes(), "", PostgresText::bytes, ResultSet::getBytes, PostgresText::bytesLiteral);
            case "json", "jsonb" -> text(new Type.Json(), value -> value);
            default -> temporal(type, modifier);
        };
    }

    private static Reading temporal(PgType type, int modifier) {
        int fraction = modifier == NO_MODIFIER ? 6 : modifier;
        return switch (type.name()) {
            case "date" -> new Reading(new Type.Date(), "", PostgresText::date, null, PostgresText::postgresYear);
            case "time" -> text(new Type.Time(fraction, false), value -> PostgresText.time(value, fraction, false));
            case "timetz" -> text(new Type.Time(fraction, true), value -> PostgresText.time(value, fraction, true));
            case "timestamp" -> instant(fraction, false);
            case "timestamptz" -> instant(fraction, true);
            default -> text(new Type.Textual(type.name()), value -> value);
        };
    }

    private static Reading instant(int fraction, boolean zoned) {
        return new Reading(
                new Type.Timestamp(fraction, zoned),
                "",
                value -> PostgresText.timestamp(value, fraction, zoned),
                null,
                PostgresText::postgresYear);
    }

    /** The modifier holds precision and scale above an offset of 4; the scale is signed, in 11 bits. */
    private static Type.Numeric numeric(int modifier) {
        if (modifier == NO_MODIFIER) {
            return Type.Numeric.UNCONSTRAINED;
        }
        int packed = modifier - 4;
        int scale = ((packed & 0x7ff) ^ 1024) - 1024;
        return new Type.Numeric((packed >> 16) & 0xffff, scale);
    }

    private static int length(int modifier) {
        return modifier == NO_MODIFIER ? 0 : modifier - 4;
    }
}
