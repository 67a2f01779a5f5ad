package io.rowlift.plan;

/**
 * A position in an entity's key order: the key of the last row that was done, or a bound of a range. Opaque: only the
 * source that made it reads it.
 *
 * @param text at most 8,000 characters; holds key values, no others
 */
public record Checkpoint(String text) {}
