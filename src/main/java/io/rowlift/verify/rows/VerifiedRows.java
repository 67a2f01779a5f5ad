package io.rowlift.verify.rows;

import java.util.List;

/**
 * What was found out about one table.
 *
 * @param table the source's name of it
 * @param keyed whether its rows have a key; without one they are compared as a multiset, and only counted
 * @param rows rows read from the source
 * @param rejected rows of these that the target lacks because it cannot hold them
 * @param held rows read from the target; 0 for a sample
 * @param equal rows that are equal on both sides
 * @param missing rows that the target does not have
 * @param different rows with other values
 * @param extra rows of the target that the source does not have
 * @param changed findings whose row is known to have changed while it was compared
 * @param first some of the findings; none where rows have no key
 */
public record VerifiedRows(
        String table,
        boolean keyed,
        long rows,
        long rejected,
        long held,
        long equal,
        long missing,
        long different,
        long extra,
        long changed,
        List<RowFinding> first) {

    public VerifiedRows {
        first = List.copyOf(first);
    }

    /** Returns how many rows are not as they should be. */
    public long differences() {
        return missing + different + extra;
    }

    /** Returns the first findings of a kind. */
    public List<RowFinding> first(RowFinding.Kind kind) {
        return first.stream().filter(finding -> finding.kind() == kind).toList();
    }
}
