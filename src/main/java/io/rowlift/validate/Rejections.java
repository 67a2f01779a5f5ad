package io.rowlift.validate;

import io.rowlift.schema.RowKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rejected rows by reason. Reasons that differ in their figures alone are one. */
final class Rejections {

    private static final Pattern FIGURES = Pattern.compile("\"[^\"]*\"|\\d[\\d,.]*");

    private final Map<String, Group> groups = new LinkedHashMap<>();

    private static final class Group {

        private final Examples examples = new Examples();
        private long first = Long.MAX_VALUE;
        private String reason = "";

        private boolean differing;

        private void reason(long place, String text) {
            differing |= !reason.isEmpty() && !reason.equals(text);
            if (place < first) {
                first = place;
                reason = text;
            }
        }
    }

    /**
     * Rows that are rejected for one reason.
     *
     * @param reason that of the first row
     * @param count rows
     * @param rows the first of them
     */
    record Reason(String reason, long count, List<RowKey> rows) {}

    void add(long place, RowKey row, String reason) {
        Group group = groups.computeIfAbsent(kind(reason), kind -> new Group());
        group.reason(place, reason);
        group.examples.add(place, row);
    }

    void merge(Rejections other) {
        other.groups.forEach((kind, theirs) -> {
            Group ours = groups.computeIfAbsent(kind, k -> new Group());
            ours.reason(theirs.first, theirs.reason);
            ours.differing |= theirs.differing;
            ours.examples.merge(theirs.examples);
        });
    }

    private static String kind(String reason) {
        return FIGURES.matcher(reason)
                .replaceAll(m -> m.group().startsWith("\"") ? Matcher.quoteReplacement(m.group()) : "#");
    }

    /** Returns the reasons in an order that does not depend on threads. */
    List<Reason> reasons() {
        return new TreeMap<>(groups)
                .values().stream()
                        .map(g -> new Reason(
                                g.reason + (g.differing ? " (figures of the first row)" : ""),
                                g.examples.count(),
                                g.examples.rows()))
                        .toList();
    }
}
