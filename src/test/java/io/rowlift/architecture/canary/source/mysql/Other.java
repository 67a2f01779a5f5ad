package io.rowlift.architecture.canary.source.mysql;

/** A database that others must not know. */
public record Other() {}
