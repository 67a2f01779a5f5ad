package io.rowlift.job.store;

import io.rowlift.schema.RowKey;
import java.time.Instant;

/**
 * A source row that could not be mapped.
 *
 * @param entity the mapping's name of its entity
 * @param row its key, values as text
 * @param reason why, free of values
 * @param at when it was read
 */
public record Reject(String entity, RowKey row, String reason, Instant at) {}
