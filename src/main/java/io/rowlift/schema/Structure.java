package io.rowlift.schema;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database declares, with everything that another one needs to declare it again.
 *
 * @param family whose SQL the expressions in it are
 * @param version the server's version as it prints it
 * @param tables tables and views that can be read, by name
 * @param types types that users have made, in an order in which each refers to earlier ones only
 * @param sequences by name
 * @param others everything else that users have made: what no copy of tables brings along
 */
public record Structure(
        Family family,
        String version,
        List<Definition> tables,
        List<UserType> types,
        List<Sequence> sequences,
        List<Other> others) {
    public Structure {
        tables = List.copyOf(tables);
        types = List.copyOf(types);
        sequences = List.copyOf(sequences);
        others = List.copyOf(others);
    }

    /** Returns the table of exactly this name. */
    public Optional<Definition> table(TableName name) {
        return tables.stream().filter(t -> t.table().name().equals(name)).findFirst();
    }

    /**
     * A type that a user has made.
     *
     * @param name its name
     * @param kind what it is made of
     * @param labels an enum's labels, in order; empty for the other kinds
     * @param sql the statement that makes it, in the source's language
     */
    public record UserType(TableName name, Kind kind, List<String> labels, String sql) {
        /** Kinds of types. */
        public enum Kind {
            ENUM,
            DOMAIN,
            COMPOSITE,
            RANGE
        }

        public UserType {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A sequence, or the counter behind AUTO_INCREMENT.
     *
     * @param name its name; for a counter the table's
     * @param start its first value
     * @param increment the distance between two values
     * @param minimum its least value
     * @param maximum its greatest value
     * @param cycle whether it begins again at its end
     * @param next the value that it gives next, beyond its greatest or least one when it is used up; null where the login
     *     may not read it
     * @param owner the table whose column goes with it, or null
     * @param column the column that goes with it, or null
     */
    public record Sequence(
            TableName name,
            BigInteger start,
            BigInteger increment,
            BigInteger minimum,
            BigInteger maximum,
            boolean cycle,
            @Nullable BigInteger next,
            @Nullable TableName owner,
            @Nullable String column) {}

    /**
     * An object that is no table, type or sequence.
     *
     * @param kind in the DBA's words, for example {@code trigger}, {@code materialized view}, {@code exclusion constraint}
     * @param name its name, with schema where it has one
     * @param table the table that it belongs to, or null
     * @param sql what makes it, for constraints what follows their name, in the source's language; null where another
     *     database of the same product cannot do without further objects, or where it is not told
     */
    public record Other(
            String kind,
            String name,
            @Nullable TableName table,
            @Nullable String sql) {
        /** Describes an object of which it is not told what makes it. */
        public Other(String kind, String name, @Nullable TableName table) {
            this(kind, name, table, null);
        }
    }
}
