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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of DynamoDB Local, passes requests on, breaks some of them by a plan, and counts what was applied:
 * requests by operation, acknowledged and applied puts by key, and consumed write units by time.
 */
public final class FaultProxy implements AutoCloseable {

    /** How long a slow answer takes. */
    public static final Duration SLOWNESS = Duration.ofSeconds(3);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private final URI upstream;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpEndpoint endpoint;
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, List<String>> keyNames = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LongAdder>> puts = new ConcurrentHashMap<>();
    private static final Set<String> READS = Set.of("BatchGetItem", "Scan", "Query");

    private final Meter meter = new Meter();
    private volatile FaultPlan plan;

    private FaultProxy(URI upstream, FaultPlan plan) {
        this.upstream = upstream;
        this.plan = plan;
        try {
            this.endpoint = HttpEndpoint.start(0, this::handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts in front of a server. */
    public static FaultProxy start(URI upstream, FaultPlan plan) {
        return new FaultProxy(upstream, plan);
    }

    /** Where to send requests to. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** From now on another plan holds. */
    public void plan(FaultPlan next) {
        this.plan = next;
    }

    /** Returns how many requests of an operation have come in, broken ones included. */
    public long requests(String operation) {
        LongAdder count = requests.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** Returns how many puts of BatchWriteItem were applied, acknowledged or not. */
    public long puts(String table) {
        return puts.getOrDefault(table, Map.of()).values().stream()
                .mapToLong(LongAdder::sum)
                .sum();
    }

    /** Returns the applied puts by key, written {@code USER#1|PROFILE}. */
    public Map<String, Long> putsByKey(String table) {
        Map<String, Long> counts = new ConcurrentHashMap<>();
        puts.getOrDefault(table, Map.of()).forEach((key, count) -> counts.put(key, count.sum()));
        return counts;
    }

    /** Returns what BatchWriteItem consumed, by the time of the answers. */
    public Meter meter() {
        return meter;
    }

    private @Nullable Answer handle(Request request) throws IOException {
        requests.computeIfAbsent(request.operation(), o -> new LongAdder()).increment();
        Fault fault;
        synchronized (this) {
            fault = plan.next(request.operation());
        }
        return switch (fault) {
            case NONE -> apply(request);
            case THROTTLED -> Answer.error(400, "ProvisionedThroughputExceededException", "Slow down.");
            case REQUEST_LIMIT -> throttled("RequestLimitExceeded", "TableWriteAccountLimitExceeded");
            case HOT_PARTITION -> throttled("ThrottlingException", "TableWriteKeyRangeThroughputExceeded");
            case SOME_UNPROCESSED -> applySome(request);
            case ALL_UNPROCESSED -> Answer.ok("{\"UnprocessedItems\":" + batch(request) + "}");
            case ERROR_BEFORE -> Answer.error(500, "InternalServerError", "The request failed.");
            case ERROR_AFTER -> {
                apply(request);
                yield Answer.error(500, "InternalServerError", "The request failed.");
            }
            case UNAVAILABLE -> new Answer(503, new byte[0]);
            case DROPPED_BEFORE -> null;
            case DROPPED_AFTER -> {
                apply(request);
                yield null;
            }
            case SLOW -> {
                Answer answer = apply(request);
                sleep(SLOWNESS);
                yield answer;
            }
            case EXPIRED ->
                Answer.error(400, "ExpiredTokenException", "The security token included in the request is expired");
            case DENIED -> Answer.error(400, "AccessDeniedException", "User: arn:secret is not authorized");
            case INVALID -> Answer.error(400, "ValidationException", "One value is wrong: \\\"secret\\\"");
        };
    }

    private static Answer throttled(String code, String reason) {
        return new Answer(
                400,
                ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"Slow down.\","
                                + "\"ThrottlingReasons\":[{\"reason\":\"" + reason + "\",\"resource\":\"arn\"}]}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Answer apply(Request request) throws IOException {
        Answer answer = forward(request, request.body());
        if (request.operation().equals("BatchWriteItem") && answer.status() == 200) {
            count(request, batch(request));
            meter.add(consumed(JSON.readTree(answer.body())));
        }
        if (READS.contains(request.operation()) && answer.status() == 200) {
            meter.add(consumed(JSON.readTree(answer.body())));
        }
        return answer;
    }

    /** Takes every second item out of the batch and gives it back. */
    private Answer applySome(Request request) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(request.body());
        ObjectNode kept = JSON.createObjectNode();
        ObjectNode left = JSON.createObjectNode();
        body.get("RequestItems").properties().forEach(table -> {
            int i = 0;
            for (JsonNode write : table.getValue()) {
                (i++ % 2 == 0 ? left : kept).withArray("/" + table.getKey()).add(write);
            }
        });
        if (kept.isEmpty()) {
            return Answer.ok("{\"UnprocessedItems\":" + left + "}");
        }
        body.set("RequestItems", kept);
        Answer answer = forward(request, JSON.writeValueAsBytes(body));
        if (answer.status() != 200) {
            return answer;
        }
        count(request, kept);
        ObjectNode applied = (ObjectNode) JSON.readTree(answer.body());
        meter.add(consumed(applied));
        applied.set("UnprocessedItems", left);
        return new Answer(200, JSON.writeValueAsBytes(applied));
    }

    private static double consumed(JsonNode answer) {
        JsonNode capacity = answer.path("ConsumedCapacity");
        double units = capacity.path("CapacityUnits").asDouble();
        for (JsonNode table : capacity) {
            units += table.path("CapacityUnits").asDouble();
        }
        return units;
    }

    private static JsonNode batch(Request request) throws IOException {
        return JSON.readTree(request.body()).get("RequestItems");
    }

    private void count(Request request, JsonNode batch) throws IOException {
        for (Map.Entry<String, JsonNode> table : batch.properties()) {
            List<String> names = keyNames(request, table.getKey());
            Map<String, LongAdder> counts = puts.computeIfAbsent(table.getKey(), t -> new ConcurrentHashMap<>());
            for (JsonNode write : (ArrayNode) table.getValue()) {
                JsonNode item = write.path("PutRequest").path("Item");
                if (item.isMissingNode()) {
                    continue; // a removal
                }
                List<String> key = new ArrayList<>();
                names.forEach(name -> key.add(item.path(name).elements().next().asText()));
                counts.computeIfAbsent(String.join("|", key), k -> new LongAdder())
                        .increment();
            }
        }
    }

    private List<String> keyNames(Request request, String table) throws IOException {
        List<String> known = keyNames.get(table);
        if (known != null) {
            return known;
        }
        Request describe = new Request("DescribeTable", new TreeMap<>(request.headers()), new byte[0]);
        describe.headers().put("X-Amz-Target", "DynamoDB_20120810.DescribeTable");
        Answer answer = forward(describe, ("{\"TableName\":\"" + table + "\"}").getBytes(StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>();
        JSON.readTree(answer.body())
                .at("/Table/KeySchema")
                .forEach(element -> names.add(element.get("AttributeName").asText()));
        keyNames.put(table, names);
        return names;
    }

    private Answer forward(Request request, byte[] body) throws IOException {
        HttpRequest.Builder forwarded =
                HttpRequest.newBuilder(upstream).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        request.headers().forEach((name, value) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                forwarded.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
