package io.rowlift.source.jdbc;

import io.rowlift.copy.RangeBytes.Format;
import io.rowlift.copy.RangeBytes.Sink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A format in which a product hands over rows undecoded. */
public interface ByteFormat {

    /** For products that have none. */
    ByteFormat NONE = new ByteFormat() {
        @Override
        public Optional<Format> of(List<String> types) {
            return Optional.empty();
        }

        @Override
        public String literal(Object value) {
            throw new UnsupportedOperationException("a product without a byte format");
        }

        @Override
        public long copy(Connection connection, String sql, Sink sink) {
            throw new UnsupportedOperationException("a product without a byte format");
        }
    };

    /** Returns the format of columns of these declared types, or nothing when one of them has no portable bytes. */
    Optional<Format> of(List<String> types);

    /** Returns a parameter's value as it stands in the text of a statement. */
    String literal(Object value);

    /** Hands over the rows that a statement selects, and returns how many. */
    long copy(Connection connection, String sql, Sink sink) throws SQLException;
}
