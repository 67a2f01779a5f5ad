package io.rowlift.source.postgres;

import io.rowlift.schema.Structure.UserType;
import io.rowlift.schema.Structure.UserType.Kind;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types that users have made in PostgreSQL, but for those in C and those of extensions. */
final class PostgresUserTypes {

    private static final String TYPES = """
            SELECT t.oid, n.nspname, t.typname, t.typtype::text,
                   (SELECT array_agg(v.enumlabel::text ORDER BY v.enumsortorder)
                    FROM pg_catalog.pg_enum v WHERE v.enumtypid = t.oid) AS labels,
                   CASE t.typtype
                       WHEN 'e' THEN format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname,
                           (SELECT string_agg(quote_literal(v.enumlabel), ', ' ORDER BY v.enumsortorder)
                            FROM pg_catalog.pg_enum v WHERE v.enumtypid = t.oid))
                       WHEN 'd' THEN concat(
                           format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname,
                                  pg_catalog.format_type(t.typbasetype, t.typtypmod)),
                           CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || l.quoted END,
                           ' DEFAULT ' || pg_catalog.pg_get_expr(t.typdefaultbin, 0),
                           CASE WHEN t.typnotnull THEN ' NOT NULL' END,
                           (SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_catalog.pg_get_constraintdef(k.oid)),
                                              '' ORDER BY k.conname)
                            FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
                       WHEN 'c' THEN format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname,
                           (SELECT string_agg(
                                concat(format('%I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)),
                                       CASE WHEN a.attcollation <> at.typcollation THEN ' COLLATE ' || al.quoted END),
                                ', ' ORDER BY a.attnum)
                            FROM pg_catalog.pg_attribute a
                            JOIN pg_catalog.pg_type at ON at.oid = a.atttypid
                            LEFT JOIN collations al ON al.oid = a.attcollation
                            WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
                       WHEN 'r' THEN concat(
                           format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s', n.nspname, t.typname,
                                  pg_catalog.format_type(r.rngsubtype, NULL)),
                           CASE WHEN NOT o.opcdefault
                                THEN format(', SUBTYPE_OPCLASS = %I.%I', obn.nspname, o.opcname) END,
                           CASE WHEN r.rngcollation <> b.typcollation THEN ', COLLATION = ' || rl.quoted END,
                           CASE WHEN r.rngcanonical::oid <> 0 THEN ', CANONICAL = ' || r.rngcanonical::text END,
                           CASE WHEN r.rngsubdiff::oid <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::text END,
                           ')') END AS sql
            FROM pg_catalog.pg_type t
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
            LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
            LEFT JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc
            LEFT JOIN pg_catalog.pg_namespace obn ON obn.oid = o.opcnamespace
            LEFT JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE r.rngsubtype END
            LEFT JOIN collations l ON l.oid = t.typcollation
            LEFT JOIN collations rl ON rl.oid = r.rngcollation
            WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
            AND\s""" + PostgresStructure.USERS + "\nORDER BY n.nspname, t.typname";

    private static final String COLLATIONS = """
            WITH collations AS (
                SELECT k.oid, format('%I.%I', kn.nspname, k.collname) AS quoted
                FROM pg_catalog.pg_collation k JOIN pg_catalog.pg_namespace kn ON kn.oid = k.collnamespace)
            """;

    /** Which type is made of which: the base of a domain, the columns of a composite, the subtype of a range, or arrays of these. */
    private static final String PARTS = """
            WITH uses (oid, part) AS (
                SELECT t.oid, t.typbasetype FROM pg_catalog.pg_type t WHERE t.typtype = 'd'
                UNION ALL
                SELECT t.oid, a.atttypid FROM pg_catalog.pg_type t
                JOIN pg_catalog.pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE t.typtype = 'c'
                UNION ALL
                SELECT r.rngtypid, r.rngsubtype FROM pg_catalog.pg_range r)
            SELECT u.oid, CASE WHEN p.typcategory = 'A' AND p.typelem <> 0 THEN p.typelem ELSE p.oid END AS part
            FROM uses u JOIN pg_catalog.pg_type p ON p.oid = u.part""";

    private PostgresUserTypes() {}

    private record Draft(long oid, UserType type) {}

    static List<UserType> read(Connection connection) throws SQLException {
        Map<Long, UserType> types = new LinkedHashMap<>();
        Answer.list(connection, COLLATIONS + TYPES, PostgresUserTypes::draft)
                .forEach(draft -> types.put(draft.oid(), draft.type()));
        Map<Long, List<Long>> parts = new HashMap<>();
        Answer.list(
                connection,
                PARTS,
                r -> parts.computeIfAbsent(r.getLong("oid"), oid -> new ArrayList<>())
                        .add(r.getLong("part")));
        List<UserType> ordered = new ArrayList<>();
        for (Long oid : List.copyOf(types.keySet())) {
            place(oid, types, parts, ordered);
        }
        return ordered;
    }

    /** A type comes after those that it is made of. */
    private static void place(
            Long oid, Map<Long, UserType> waiting, Map<Long, List<Long>> parts, List<UserType> ordered) {
        UserType type = waiting.remove(oid);
        if (type != null) {
            parts.getOrDefault(oid, List.of()).forEach(part -> place(part, waiting, parts, ordered));
            ordered.add(type);
        }
    }

    private static Draft draft(ResultSet r) throws SQLException {
        Kind kind = switch (r.getString("typtype")) {
            case "e" -> Kind.ENUM;
            case "d" -> Kind.DOMAIN;
            case "c" -> Kind.COMPOSITE;
            default -> Kind.RANGE;
        };
        return new Draft(
                r.getLong("oid"),
                new UserType(
                        new TableName(r.getString("nspname"), r.getString("typname")),
                        kind,
                        labels(r.getArray("labels")),
                        r.getString("sql")));
    }

    private static List<String> labels(@Nullable Array labels) throws SQLException {
        return labels == null ? List.of() : List.of((String[]) labels.getArray());
    }
}
