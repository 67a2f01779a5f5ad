package io.rowlift.source.mysql.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Of each server the numbers of its transactions: {@code 3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:11-18}. */
final class MySqlGtids implements Gtids {

    private final TreeMap<String, List<Interval>> byServer = new TreeMap<>();

    /** First and last number. */
    private record Interval(long first, long last) {

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    MySqlGtids(String text) {
        for (String server : text.replaceAll("\\s", "").split(",", -1)) {
            if (!server.isEmpty()) {
                String[] parts = server.split(":", -1);
                List<Interval> intervals = new ArrayList<>();
                for (int i = 1; i < parts.length; i++) {
                    intervals.add(interval(parts[i]));
                }
                byServer.put(UUID.fromString(parts[0]).toString(), intervals);
            }
        }
    }

    private static Interval interval(String text) {
        int dash = text.indexOf('-');
        long first = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
        return new Interval(first, dash < 0 ? first : Long.parseLong(text.substring(dash + 1)));
    }

    /** Mostly the next number of a server; seldom one that closes a gap. */
    @Override
    public void add(String gtid) {
        int colon = gtid.indexOf(':');
        List<Interval> intervals = byServer.computeIfAbsent(gtid.substring(0, colon), server -> new ArrayList<>());
        long number = Long.parseLong(gtid.substring(colon + 1));
        int at = intervals.size();
        while (at > 0 && intervals.get(at - 1).first() > number) {
            at--;
        }
        boolean joinsBefore = at > 0 && intervals.get(at - 1).last() >= number - 1;
        boolean joinsAfter = at < intervals.size() && intervals.get(at).first() == number + 1;
        if (joinsBefore && joinsAfter) {
            Interval after = intervals.remove(at);
            intervals.set(at - 1, new Interval(intervals.get(at - 1).first(), after.last()));
        } else if (joinsBefore) {
            Interval before = intervals.get(at - 1);
            intervals.set(at - 1, new Interval(before.first(), Math.max(before.last(), number)));
        } else if (joinsAfter) {
            intervals.set(at, new Interval(number, intervals.get(at).last()));
        } else {
            intervals.add(at, new Interval(number, number));
        }
    }

    /** Returns the set as the server takes it when a replica logs in: intervals end before their second number. */
    byte[] encoded() {
        int size = 8;
        for (List<Interval> intervals : byServer.values()) {
            size += 24 + 16 * intervals.size();
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        little(buffer, byServer.size());
        for (Map.Entry<String, List<Interval>> entry : byServer.entrySet()) {
            UUID server = UUID.fromString(entry.getKey());
            buffer.order(ByteOrder.BIG_ENDIAN)
                    .putLong(server.getMostSignificantBits())
                    .putLong(server.getLeastSignificantBits());
            little(buffer, entry.getValue().size());
            for (Interval interval : entry.getValue()) {
                little(buffer, interval.first());
                little(buffer, interval.last() + 1);
            }
        }
        return buffer.array();
    }

    private static void little(ByteBuffer buffer, long value) {
        buffer.order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    }

    @Override
    public String toString() {
        return byServer.entrySet().stream()
                .map(entry -> entry.getKey() + ":"
                        + entry.getValue().stream().map(Interval::toString).collect(Collectors.joining(":")))
                .collect(Collectors.joining(","));
    }
}
