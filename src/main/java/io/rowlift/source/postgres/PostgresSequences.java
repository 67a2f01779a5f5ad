package io.rowlift.source.postgres;

import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's sequences and what they give next. */
final class PostgresSequences {

    private static final String SEQUENCES = """
            SELECT n.nspname, c.relname, c.oid, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle,
                   on_.nspname AS owner_schema, o.relname AS owner, a.attname,
                   format('SELECT %s::bigint, last_value, is_called FROM %I.%I', c.oid, n.nspname, c.relname) AS position,
                   pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
                       AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS readable
            FROM pg_catalog.pg_sequence s
            JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_depend d
              ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
              AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0
            LEFT JOIN pg_catalog.pg_class o ON o.oid = d.refobjid
            LEFT JOIN pg_catalog.pg_namespace on_ ON on_.oid = o.relnamespace
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend e
                WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
            AND\s""" + PostgresStructure.USERS + "\nORDER BY n.nspname, c.relname";

    /** Sequences per statement that asks for their positions. */
    private static final int BATCH = 500;

    private PostgresSequences() {}

    /** Where a sequence stands: the last value that it gave, or, as long as it gave none, the first one. */
    private record Position(long last, boolean called) {}

    /** A sequence but for its position. */
    private record Draft(
            long oid, Sequence sequence, @Nullable String position) {}

    static List<Sequence> read(Connection connection) throws SQLException {
        List<Draft> drafts = Answer.list(connection, SEQUENCES, PostgresSequences::draft);
        List<Draft> readable = drafts.stream().filter(d -> d.position() != null).toList();
        Map<Long, Position> positions = new HashMap<>();
        for (int from = 0; from < readable.size(); from += BATCH) {
            List<String> some = readable.subList(from, Math.min(readable.size(), from + BATCH)).stream()
                    .map(d -> String.valueOf(d.position()))
                    .toList();
            Answer.list(
                    connection,
                    String.join("\nUNION ALL ", some),
                    r -> positions.put(r.getLong(1), new Position(r.getLong(2), r.getBoolean(3))));
        }
        List<Sequence> sequences = new ArrayList<>();
        for (Draft draft : drafts) {
            sequences.add(at(draft.sequence(), positions.get(draft.oid())));
        }
        return sequences;
    }

    private static Draft draft(ResultSet r) throws SQLException {
        String owner = r.getString("owner");
        Sequence sequence = new Sequence(
                new TableName(r.getString("nspname"), r.getString("relname")),
                BigInteger.valueOf(r.getLong("seqstart")),
                BigInteger.valueOf(r.getLong("seqincrement")),
                BigInteger.valueOf(r.getLong("seqmin")),
                BigInteger.valueOf(r.getLong("seqmax")),
                r.getBoolean("seqcycle"),
                null,
                owner == null ? null : new TableName(r.getString("owner_schema"), owner),
                r.getString("attname"));
        return new Draft(r.getLong("oid"), sequence, r.getBoolean("readable") ? r.getString("position") : null);
    }

    private static Sequence at(Sequence s, @Nullable Position position) {
        return new Sequence(
                s.name(),
                s.start(),
                s.increment(),
                s.minimum(),
                s.maximum(),
                s.cycle(),
                position == null ? null : next(s, position),
                s.owner(),
                s.column());
    }

    private static BigInteger next(Sequence s, Position position) {
        BigInteger last = BigInteger.valueOf(position.last());
        if (!position.called()) {
            return last;
        }
        BigInteger next = last.add(s.increment());
        if (s.cycle() && next.compareTo(s.maximum()) > 0) {
            return s.minimum();
        }
        return s.cycle() && next.compareTo(s.minimum()) < 0 ? s.maximum() : next;
    }
}
