package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import java.util.List;

/**
 * Items that go to one table in one request. No two of them have the same key.
 *
 * @param table the mapping's table
 * @param items 1 to 25
 * @param units what they are going to cost
 * @param bytes upper bound of the request's size
 */
record Batch(String table, List<Item> items, int units, long bytes) {}
