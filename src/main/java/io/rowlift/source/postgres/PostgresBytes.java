package io.rowlift.source.postgres;

import io.rowlift.copy.PostgresBinary;
import io.rowlift.copy.RangeBytes.Format;
import io.rowlift.copy.RangeBytes.Sink;
import io.rowlift.source.jdbc.ByteFormat;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.jdbc.PgConnection;

/** COPY in PostgreSQL's binary format. */
final class PostgresBytes implements ByteFormat {

    @Override
    public Optional<Format> of(List<String> types) {
        return PostgresBinary.of(types);
    }

    /** Strings conform to the standard in every session of ours: a backslash is one. */
    @Override
    public String literal(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    @Override
    public long copy(Connection connection, String sql, Sink sink) throws SQLException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (\n" + sql + "\n) TO STDOUT (FORMAT binary)");
        try {
            sink.begin();
            for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
                sink.take(bytes);
            }
            return copy.getHandledRowCount();
        } catch (RuntimeException e) {
            // the sink wants no more, and the driver cannot end a COPY cleanly that the server has ended already
            connection.unwrap(PgConnection.class).abort(Runnable::run);
            throw e;
        }
    }
}
