package io.rowlift.architecture.canary.source.postgres;

/** Knows another database of its side, and the other side. */
public record Wrong(
        io.rowlift.architecture.canary.source.mysql.Other rival,
        io.rowlift.architecture.canary.target.dynamodb.Wrong target) {}
