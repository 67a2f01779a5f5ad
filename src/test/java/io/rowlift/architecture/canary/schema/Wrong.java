package io.rowlift.architecture.canary.schema;

/** Knows a layer above it, which knows it in turn, and JDBC. */
public record Wrong(io.rowlift.architecture.canary.mapping.Wrong above, java.sql.Connection connection) {}
