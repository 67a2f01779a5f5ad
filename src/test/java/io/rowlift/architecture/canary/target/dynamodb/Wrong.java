package io.rowlift.architecture.canary.target.dynamodb;

/** The other side; may know the SDK. */
public record Wrong(software.amazon.awssdk.services.dynamodb.DynamoDbClient client) {}
