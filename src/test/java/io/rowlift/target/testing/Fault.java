package io.rowlift.target.testing;

/** What {@link FaultProxy} can do to a request. */
public enum Fault {
    NONE,
    /** HTTP 400, {@code ProvisionedThroughputExceededException}; not applied. */
    THROTTLED,
    /** HTTP 400, {@code RequestLimitExceeded} with a reason for the account; not applied. */
    REQUEST_LIMIT,
    /** HTTP 400, {@code ThrottlingException} whose only reason is a hot partition; not applied. */
    HOT_PARTITION,
    /** HTTP 200; only some items of a batch are applied, the others come back (one item: none is applied). */
    SOME_UNPROCESSED,
    /** HTTP 200; all items of a batch come back. */
    ALL_UNPROCESSED,
    /** HTTP 500; not applied. */
    ERROR_BEFORE,
    /** HTTP 500, although applied. */
    ERROR_AFTER,
    /** HTTP 503; not applied. */
    UNAVAILABLE,
    /** The connection breaks; not applied. */
    DROPPED_BEFORE,
    /** The connection breaks after the request was applied. */
    DROPPED_AFTER,
    /** Applied and answered, but only after {@link FaultProxy#SLOWNESS}. */
    SLOW,
    /** HTTP 400, {@code ExpiredTokenException}; not applied. */
    EXPIRED,
    /** HTTP 400, {@code AccessDeniedException}; not applied. */
    DENIED,
    /** HTTP 400, {@code ValidationException} that quotes a value; not applied. */
    INVALID
}
