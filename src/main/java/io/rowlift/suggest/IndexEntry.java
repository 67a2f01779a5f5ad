package io.rowlift.suggest;

/**
 * Where an entity's items stand in an index.
 *
 * @param number of the index, from 1
 * @param partition text of the index's partition key
 * @param sort text of its sort key
 * @param reason which key of the source asks for it
 */
public record IndexEntry(int number, KeyText partition, KeyText sort, String reason) {}
