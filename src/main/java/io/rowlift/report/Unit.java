package io.rowlift.report;

/** What the values of a plot are. */
public enum Unit {
    /** Things that are counted. */
    COUNT,
    /** Sizes in bytes. */
    BYTES
}
