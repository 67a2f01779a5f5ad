package io.rowlift.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What DynamoDB compares: the ordered pair of a table's key values. Two keys are equal exactly when DynamoDB holds them
 * for one item: text by its UTF-8 bytes, numbers numerically, binary by bytes.
 *
 * @param table the mapping's table
 * @param partition partition key value
 * @param sort sort key value, or null for a table without one
 */
public record ItemKey(
        String table, Value partition, @Nullable Value sort) {}
