package io.rowlift.mapping;

import java.util.Objects;

/**
 * Why a row cannot be mapped. Thrown where the reason is found, and caught by {@link Mapper#map}; costs no stack trace.
 * Where the place is not known yet, the reason is a predicate ({@code is NaN}) that the caller completes with {@link #of}.
 */
final class Rejection extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final boolean whole;

    /** Rejects with a predicate that still needs its subject. */
    Rejection(String predicate) {
        this(predicate, false);
    }

    private Rejection(String reason, boolean whole) {
        super(reason);
        this.whole = whole;
    }

    /** Returns a rejection whose reason is a whole sentence. */
    static Rejection whole(String reason) {
        return new Rejection(reason, true);
    }

    /** Returns the rejection with its subject, if it does not have one yet. */
    Rejection of(String subject) {
        return whole ? this : new Rejection(subject + " " + reason(), true);
    }

    String reason() {
        return Objects.requireNonNull(getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
