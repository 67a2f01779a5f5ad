package io.rowlift.architecture.canary.job;

import io.rowlift.architecture.canary.source.mysql.Other;
import io.rowlift.architecture.canary.target.dynamodb.Wrong;

/** ... and of another. */
public record MySqlToDynamoDb(Other source, Wrong target) {}
