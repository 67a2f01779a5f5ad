package io.rowlift.realdata;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * How the oracle reads a product: everything is turned into text by the server, in UTC, and from there into a plain Java
 * value. So no driver's idea of a type stands between the server and the comparison.
 */
enum Product {
    POSTGRESQL {
        @Override
        String utc() {
            return "set timezone = 'UTC'";
        }

        @Override
        String baseTables() {
            return "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
                    + " and not relispartition order by 1";
        }

        @Override
        String quote(String name) {
            return '"' + name + '"';
        }

        @Override
        String asText(String column, String type) {
            return switch (type) {
                case "bytea" -> "encode(" + column + ", 'hex')";
                case "_text" -> "array_to_string(" + column + ", chr(31))";
                default -> column + "::text";
            };
        }

        @Override
        Object value(String text, String type, int jdbcType, int scale) {
            return switch (type) {
                case "int2", "int4", "int8", "serial", "numeric", "float4", "float8" -> number(text);
                case "bool" -> Boolean.valueOf(text);
                case "bytea" -> bytes(text);
                case "_text" -> text.isEmpty() ? List.of() : List.of(text.split("\u001f", -1));
                case "timestamp" -> instant(text, scale);
                case "timestamptz" -> instant(text.substring(0, text.length() - "+00".length()), scale) + "Z";
                case "text", "varchar", "bpchar", "date", "tsvector" -> text;
                default -> enumLabel(text, type, jdbcType);
            };
        }

        private Object enumLabel(String text, String type, int jdbcType) {
            if (jdbcType != Types.VARCHAR) {
                throw new IllegalArgumentException("no rule for the type " + type);
            }
            return text;
        }

        /** PostgreSQL leaves out trailing zeros of the fraction that the column declares. */
        private String instant(String text, int scale) {
            int point = text.indexOf('.');
            String fraction = point < 0 ? "" : text.substring(point + 1);
            String seconds = (point < 0 ? text : text.substring(0, point)).replace(' ', 'T');
            return scale == 0 ? seconds : seconds + "." + fraction + "0".repeat(scale - fraction.length());
        }
    },

    MYSQL {
        @Override
        String utc() {
            return "set time_zone = '+00:00'";
        }

        @Override
        String baseTables() {
            return "select table_name from information_schema.tables where table_schema = database()"
                    + " and table_type = 'BASE TABLE' order by 1";
        }

        @Override
        String quote(String name) {
            return '`' + name + '`';
        }

        @Override
        String asText(String column, String type) {
            return switch (type) {
                case "BLOB", "GEOMETRY" -> "hex(" + column + ")";
                default -> "cast(" + column + " as char)";
            };
        }

        @Override
        Object value(String text, String type, int jdbcType, int scale) {
            return switch (type.replace(" UNSIGNED", "")) {
                case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT", "DECIMAL", "DOUBLE", "YEAR" -> number(text);
                case "BLOB", "GEOMETRY" -> bytes(text);
                case "DATETIME" -> text.replace(' ', 'T');
                case "TIMESTAMP" -> text.replace(' ', 'T') + "Z";
                case "CHAR", "VARCHAR", "TEXT", "DATE" -> text;
                default -> throw new IllegalArgumentException("no rule for the type " + type);
            };
        }
    };

    /** Returns the statement that makes a session print instants in UTC. */
    abstract String utc();

    /** Returns the query for the names of all tables, without views and without the partitions of a table. */
    abstract String baseTables();

    abstract String quote(String name);

    /** Returns an expression for a column's text. */
    abstract String asText(String column, String type);

    /**
     * Returns what the column's text stands for: {@code BigDecimal}, {@code String}, {@code Boolean}, {@code ByteBuffer}
     * or a list of strings.
     */
    abstract Object value(String text, String type, int jdbcType, int scale);

    /** Numbers are equal whatever their scale. */
    static BigDecimal number(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
    }
}
