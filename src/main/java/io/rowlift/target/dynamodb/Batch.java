package io.rowlift.target.dynamodb;

import java.util.List;

/**
 * Writes that go to one table in one request. No two of them have the same key.
 *
 * @param table the mapping's table
 * @param operations 1 to 25
 * @param units what they are going to cost
 * @param bytes upper bound of the request's size
 */
record Batch(String table, List<Operation> operations, int units, long bytes) {}
