package io.rowlift.target.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowlift.target.testing.HttpEndpoint.Answer;
import io.rowlift.target.testing.HttpEndpoint.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * An endpoint that remembers tables and forgets items: it takes every batch at next to no cost and only counts, so that
 * what is measured is the sender. A table always looks empty.
 */
public final class StandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] PUT = "\"PutRequest\":".getBytes(StandardCharsets.US_ASCII);
    private static final Answer TAKEN = Answer.ok("{\"UnprocessedItems\":{}}");
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:000000000000:table/";

    private final HttpEndpoint endpoint;
    private final Map<String, ObjectNode> tables = new ConcurrentHashMap<>();
    private final Map<String, ArrayNode> tags = new ConcurrentHashMap<>();
    private final Map<String, String> expiry = new ConcurrentHashMap<>();
    private final LongAdder batches = new LongAdder();
    private final LongAdder items = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    private StandIn(int port) {
        try {
            this.endpoint = HttpEndpoint.start(port, this::handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts on a free port of the loopback interface. */
    public static StandIn start() {
        return new StandIn(0);
    }

    /**
     * Runs in a process of its own until that is ended: {@code StandIn [port]}. Prints the endpoint; a GET on it answers
     * with the counters.
     */
    public static void main(String[] arguments) throws InterruptedException {
        StandIn standIn = new StandIn(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
        System.out.println(standIn.endpoint());
        Thread.currentThread().join();
    }

    /** Where to send requests to. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** Returns how many batches were taken. */
    public long batches() {
        return batches.sum();
    }

    /** Returns how many items were taken. */
    public long items() {
        return items.sum();
    }

    private Answer handle(Request request) throws IOException {
        if (request.operation().equals("BatchWriteItem")) {
            batches.increment();
            items.add(count(request.body()));
            bytes.add(request.body().length);
            return TAKEN;
        }
        if (request.operation().isEmpty()) {
            return Answer.ok("{\"batches\":" + batches + ",\"items\":" + items + ",\"bytes\":" + bytes + "}");
        }
        return aboutTables(request.operation(), JSON.readTree(request.body()));
    }

    /** Counts puts without parsing: inside of a value the closing quote would be escaped. */
    private static int count(byte[] body) {
        int count = 0;
        for (int i = 0; i <= body.length - PUT.length; i++) {
            if (body[i] == '"' && body[i + 1] == 'P' && matches(body, i)) {
                count++;
                i += PUT.length;
            }
        }
        return count;
    }

    private static boolean matches(byte[] body, int at) {
        for (int i = 2; i < PUT.length; i++) {
            if (body[at + i] != PUT[i]) {
                return false;
            }
        }
        return true;
    }

    private Answer aboutTables(String operation, JsonNode request) {
        String name = request.path("TableName").asText();
        if (operation.equals("CreateTable")) {
            return created(name, (ObjectNode) request);
        }
        if (operation.equals("BatchGetItem")) {
            return Answer.ok("{\"Responses\":{},\"UnprocessedKeys\":{}}");
        }
        String arn = request.path("ResourceArn").asText();
        String table = arn.isEmpty() ? name : arn.substring(arn.lastIndexOf('/') + 1);
        if (!tables.containsKey(table)) {
            return Answer.error(400, "ResourceNotFoundException", "no table " + table);
        }
        return switch (operation) {
            case "DescribeTable" -> Answer.ok("{\"Table\":" + tables.get(table) + "}");
            case "DeleteTable" -> Answer.ok("{\"TableDescription\":" + tables.remove(table) + "}");
            case "ListTagsOfResource" ->
                Answer.ok("{\"Tags\":" + tags.getOrDefault(table, JSON.createArrayNode()) + "}");
            case "TagResource" -> {
                tags.put(table, (ArrayNode) request.get("Tags"));
                yield Answer.ok("{}");
            }
            case "UpdateTimeToLive" -> {
                expiry.put(
                        table,
                        request.at("/TimeToLiveSpecification/AttributeName").asText());
                yield Answer.ok("{\"TimeToLiveSpecification\":" + request.get("TimeToLiveSpecification") + "}");
            }
            case "DescribeTimeToLive" -> Answer.ok("{\"TimeToLiveDescription\":" + expiry(table) + "}");
            case "Scan", "Query" -> Answer.ok("{\"Items\":[],\"Count\":0,\"ScannedCount\":0}");
            default -> Answer.error(400, "UnknownOperationException", operation);
        };
    }

    private Answer created(String name, ObjectNode request) {
        ObjectNode table = request.deepCopy();
        table.remove("Tags");
        table.put("TableStatus", "ACTIVE");
        table.put("TableArn", ARN + name);
        table.put("CreationDateTime", System.currentTimeMillis() / 1000.0);
        table.putObject("BillingModeSummary").set("BillingMode", request.get("BillingMode"));
        table.path("GlobalSecondaryIndexes").forEach(index -> ((ObjectNode) index).put("IndexStatus", "ACTIVE"));
        if (tables.putIfAbsent(name, table) != null) {
            return Answer.error(400, "ResourceInUseException", "table " + name + " exists");
        }
        if (request.has("Tags")) {
            tags.put(name, (ArrayNode) request.get("Tags"));
        }
        return Answer.ok("{\"TableDescription\":" + table + "}");
    }

    private String expiry(String table) {
        String attribute = expiry.get(table);
        return attribute == null
                ? "{\"TimeToLiveStatus\":\"DISABLED\"}"
                : "{\"TimeToLiveStatus\":\"ENABLED\",\"AttributeName\":\"" + attribute + "\"}";
    }

    @Override
    public void close() {
        try {
            endpoint.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
