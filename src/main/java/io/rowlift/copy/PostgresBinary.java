package io.rowlift.copy;

import io.rowlift.copy.RangeBytes.Format;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PostgreSQL's binary COPY format. Its values are those of the types' send and receive functions, which servers of all
 * supported versions share for the types listed here. Left out are types whose bytes mean something in one database or
 * under one setting only: composite types and arrays of users' types hold object numbers, {@code money} depends on the
 * locale, {@code reg...} types are numbers of objects.
 */
public final class PostgresBinary {

    private static final Set<String> PORTABLE = Set.of(
            "bigint",
            "bit",
            "bit varying",
            "boolean",
            "bytea",
            "character",
            "character varying",
            "cidr",
            "date",
            "double precision",
            "inet",
            "integer",
            "interval",
            "json",
            "jsonb",
            "macaddr",
            "macaddr8",
            "numeric",
            "real",
            "smallint",
            "text",
            "time with time zone",
            "time without time zone",
            "timestamp with time zone",
            "timestamp without time zone",
            "uuid");

    private static final Pattern MODIFIER = Pattern.compile("\\(-?\\d+(,-?\\d+)?\\)");

    private PostgresBinary() {}

    /**
     * Returns the format of columns of these types.
     *
     * @param types as {@code format_type} prints them
     * @return nothing when one of them is not portable
     */
    public static Optional<Format> of(List<String> types) {
        return types.stream().allMatch(PostgresBinary::portable)
                ? Optional.of(new Format("PostgreSQL binary", types))
                : Optional.empty();
    }

    private static boolean portable(String type) {
        return PORTABLE.contains(MODIFIER.matcher(type).replaceFirst("").replace("[]", ""));
    }
}
