package io.rowlift.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page in a {@link Browser}. */
final class Tab implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> COMPLAINTS =
            Set.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled");

    private final WebSocket socket;
    private final StringBuilder received = new StringBuilder();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Tab(HttpClient http, URI address) {
        this.socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    void load(URI page) {
        for (String domain : List.of("Page", "Log", "Runtime", "Network")) {
            call(domain + ".enable", Map.of());
        }
        call("Page.navigate", Map.of("url", page.toString()));
        loaded.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Returns what the browser had to complain about so far: blocked resources, broken styles, scripts that failed. */
    List<String> complaints() {
        return complaints;
    }

    /** Returns the addresses that were asked for. */
    List<String> requests() {
        return requests;
    }

    void setColours(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void setWidth(int pixels) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Returns what a JavaScript expression is, as JSON. */
    JsonNode evaluate(String expression) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.get("exceptionDetails").toString());
        }
        return result.get("result").path("value");
    }

    /** Returns the whole page as PNG. */
    byte[] screenshot() {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        JsonNode image =
                call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        return Base64.getDecoder().decode(image.get("data").asText());
    }

    JsonNode call(String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        JsonNode reply = answer.orTimeout(30, TimeUnit.SECONDS).join();
        if (reply.has("error")) {
            throw new IllegalStateException(method + ": " + reply.get("error"));
        }
        return reply.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            String message = received.toString();
            received.setLength(0);
            handle(parse(message));
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void handle(JsonNode message) {
        String method = message.path("method").asText();
        if (message.has("id")) {
            waiting.remove(message.get("id").asInt()).complete(message);
        } else if (method.equals("Page.loadEventFired")) {
            loaded.complete(null);
        } else if (method.equals("Network.requestWillBeSent")) {
            requests.add(message.at("/params/request/url").asText());
        } else if (COMPLAINTS.contains(method)) {
            complaints.add(message.get("params").toString());
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
