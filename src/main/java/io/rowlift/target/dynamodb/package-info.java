/**
 * DynamoDB as a target: tables compared, created and marked, items written in batches until every one is acknowledged,
 * and read back. The only package that knows the AWS SDK; it must not know a source, a job store or a file format.
 *
 * <p>Everything starts at {@link io.rowlift.target.dynamodb.DynamoDbTarget#open}.
 */
@NullMarked
package io.rowlift.target.dynamodb;

import org.jspecify.annotations.NullMarked;
