package io.rowlift.architecture.canary.mapping;

/** Knows JDBC; JSON it may know. */
public record Wrong(
        io.rowlift.architecture.canary.schema.Wrong below,
        java.sql.ResultSet rows,
        com.fasterxml.jackson.core.JsonFactory json) {}
