package io.rowlift.source;

/**
 * A place in a source's log: everything before it has been handed over, everything after it has not.
 *
 * @param text as the product writes it, for the state and for messages: PostgreSQL's log sequence number, or MySQL's
 *     executed transactions with file and offset; holds no row values
 * @param order grows along the log of one server: of two places of the same server the later one has the larger number
 */
public record LogPosition(String text, long order) {

    /** Returns whether this place is not before another one of the same server. */
    public boolean reaches(LogPosition other) {
        return Long.compareUnsigned(order, other.order) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
