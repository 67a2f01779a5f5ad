package io.rowlift.source.jdbc;

import io.rowlift.source.Capture;
import io.rowlift.source.ChangeLog;
import java.util.List;
import java.util.function.Function;

/**
 * What a product brings to the shared part.
 *
 * @param identity product and database, free of hosts and credentials
 * @param catalog its own tables
 * @param structures what they say about the database as a whole
 * @param dialect its SQL
 * @param failures its error codes
 * @param writes its statistics
 * @param checkup what an inspection looks at
 * @param sampling how it reads a part of a table
 * @param bytes how it hands over rows undecoded
 * @param logs opens its log
 * @param beforeChildren statements that are run in a transaction before children are read in it
 */
public record Vendor(
        String identity,
        Catalog catalog,
        Structures structures,
        Dialect dialect,
        Failures failures,
        WriteStatistics writes,
        Checkup checkup,
        Sampling sampling,
        ByteFormat bytes,
        Function<Capture, ChangeLog> logs,
        List<String> beforeChildren) {}
