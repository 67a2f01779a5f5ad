package io.rowlift.source.jdbc;

/**
 * What a product brings to the shared part.
 *
 * @param identity product and database, free of hosts and credentials
 * @param catalog its own tables
 * @param dialect its SQL
 * @param failures its error codes
 */
public record Vendor(String identity, Catalog catalog, Dialect dialect, Failures failures) {}
