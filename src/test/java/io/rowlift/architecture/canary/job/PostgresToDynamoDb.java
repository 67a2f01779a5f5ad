package io.rowlift.architecture.canary.job;

import io.rowlift.architecture.canary.source.postgres.Wrong;

/** One class of a pair ... */
public record PostgresToDynamoDb(Wrong source, io.rowlift.architecture.canary.target.dynamodb.Wrong target) {}
