package io.rowlift.mapping;

import java.util.Map;

/**
 * One target item.
 *
 * @param table the mapping's table
 * @param key the table's key as values, also contained in the attributes
 * @param attributes all attributes by name, keys first
 * @param size exact size in bytes as DynamoDB counts it
 */
public record Item(String table, ItemKey key, Map<String, Value> attributes, int size) {}
