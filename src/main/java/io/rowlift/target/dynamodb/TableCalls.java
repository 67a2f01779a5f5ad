package io.rowlift.target.dynamodb;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** The requests about tables as a whole, by physical name. */
final class TableCalls {

    private final DynamoDbClient client;
    private final Retries retries;
    private final Timing timing;
    private final RunSignal signal;

    TableCalls(DynamoDbClient client, Retries retries, Timing timing, RunSignal signal) {
        this.client = client;
        this.retries = retries;
        this.timing = timing;
        this.signal = signal;
    }

    /** Returns a table that is not in the middle of a change, waiting for it if need be; empty when there is none. */
    Optional<TableDescription> describe(String table) {
        Optional<TableDescription> found = look(table);
        while (found.isPresent() && isChanging(found.get())) {
            signal.pause(timing.poll());
            found = look(table);
        }
        found.filter(t -> t.tableStatus() != TableStatus.ACTIVE).ifPresent(t -> {
            throw new FailedException(
                    "table \"" + table + "\" cannot be used: its status is " + t.tableStatusAsString(),
                    "bring it back to ACTIVE, then run the same command again",
                    null);
        });
        return found;
    }

    private Optional<TableDescription> look(String table) {
        return retries.call(new Call("DescribeTable", table), () -> {
            try {
                return Optional.of(client.describeTable(r -> r.tableName(table)).table());
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    private static boolean isChanging(TableDescription table) {
        return switch (table.tableStatus()) {
            case CREATING, UPDATING, DELETING -> true;
            case ACTIVE ->
                table.globalSecondaryIndexes().stream()
                        .anyMatch(i -> i.indexStatus() != null && i.indexStatus() != IndexStatus.ACTIVE);
            case INACCESSIBLE_ENCRYPTION_CREDENTIALS,
                    ARCHIVING,
                    ARCHIVED,
                    REPLICATION_NOT_AUTHORIZED,
                    UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /** Creates a table unless somebody else was faster. */
    void create(CreateTableRequest request) {
        retries.call(new Call("CreateTable", request.tableName()), () -> {
            signal.checkWrite();
            try {
                client.createTable(request);
            } catch (ResourceInUseException e) {
                return false; // exists by now: whose it is, is looked at afterwards
            }
            return true;
        });
    }

    /** Returns a table's tags; empty from a server that does not know tags, as DynamoDB Local. */
    Optional<Map<String, String>> tags(TableDescription table) {
        Map<String, String> tags = new HashMap<>();
        @Nullable String page = null;
        do {
            @Nullable String from = page;
            Optional<ListTagsOfResourceResponse> answer =
                    retries.call(new Call("ListTagsOfResource", table.tableName()), () -> tags(table.tableArn(), from));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            answer.get().tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            page = answer.get().nextToken();
        } while (page != null);
        return Optional.of(tags);
    }

    private Optional<ListTagsOfResourceResponse> tags(String arn, @Nullable String page) {
        try {
            return Optional.of(client.listTagsOfResource(r -> r.resourceArn(arn).nextToken(page)));
        } catch (DynamoDbException e) {
            if (Faults.code(e).equals("UnknownOperationException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void tag(TableDescription table, List<Tag> tags) {
        retries.call(new Call("TagResource", table.tableName()), () -> {
            signal.checkWrite();
            return client.tagResource(r -> r.resourceArn(table.tableArn()).tags(tags));
        });
    }

    /** Returns one page of a count, of at most 1 MB of items. */
    ScanResponse countFirstPage(String table) {
        return retries.call(
                new Call("Scan", table),
                () -> client.scan(r -> r.tableName(table).select(Select.COUNT).consistentRead(true)));
    }

    TimeToLiveDescription timeToLive(String table) {
        return retries.call(
                new Call("DescribeTimeToLive", table),
                () -> client.describeTimeToLive(r -> r.tableName(table)).timeToLiveDescription());
    }

    /** Switches the expiry on; unlike a put, a request that was applied unnoticed is refused when it is repeated. */
    void expireBy(String table, String attribute) {
        retries.call(new Call("UpdateTimeToLive", table), () -> {
            signal.checkWrite();
            try {
                client.updateTimeToLive(r -> r.tableName(table)
                        .timeToLiveSpecification(s -> s.enabled(true).attributeName(attribute)));
            } catch (DynamoDbException e) {
                if (!Faults.code(e).equals("ValidationException")
                        || !attribute.equals(TimeToLive.attribute(timeToLive(table)))) {
                    throw e;
                }
            }
            return attribute;
        });
    }

    /** Returns an item, consistently; empty when there is none or not even the table. */
    Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
        return retries.call(new Call("GetItem", table), () -> {
            try {
                return client.getItem(r -> r.tableName(table).key(key).consistentRead(true))
                        .item();
            } catch (ResourceNotFoundException e) {
                return Map.of();
            }
        });
    }

    void put(String table, Map<String, AttributeValue> item) {
        retries.call(new Call("PutItem", table), () -> {
            signal.checkWrite();
            return client.putItem(r -> r.tableName(table).item(item));
        });
    }
}
