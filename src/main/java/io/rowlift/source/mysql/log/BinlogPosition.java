package io.rowlift.source.mysql.log;

import io.rowlift.source.LogPosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two transactions.
 *
 * @param server whose files are meant: MySQL's {@code server_uuid}, MariaDB's {@code server_id}
 * @param file of that server
 * @param offset in the file, of the first event that follows
 * @param gtids the transactions before the place, by which another server finds it; empty where the server names none
 */
record BinlogPosition(String server, String file, long offset, String gtids) {

    private static final Pattern FORM =
            Pattern.compile("(?<file>[^ ]+):(?<offset>[0-9]+) of (?<server>[^ ]+)(?: after (?<gtids>[^ ]+))?");

    /** Files are numbered; their length is far below 64 GB. */
    private static final int OFFSET_BITS = 36;

    static BinlogPosition read(LogPosition position) {
        Matcher matcher = FORM.matcher(position.text());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no position of a binary log: " + position.text());
        }
        String gtids = matcher.group("gtids");
        return new BinlogPosition(
                matcher.group("server"),
                matcher.group("file"),
                Long.parseLong(matcher.group("offset")),
                gtids == null ? "" : gtids);
    }

    LogPosition position() {
        return new LogPosition(toString(), order());
    }

    private long order() {
        long number = Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
        return (number << OFFSET_BITS) | Math.min(offset, (1L << OFFSET_BITS) - 1);
    }

    @Override
    public String toString() {
        return file + ":" + offset + " of " + server + (gtids.isEmpty() ? "" : " after " + gtids);
    }
}
