package io.rowlift.endurance;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowlift.target.testing.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The stand-in for DynamoDB in a process of its own: neither its memory nor its collections are those of a test. */
final class StandInProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final URI uri;

    StandInProcess() throws IOException {
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandIn.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.uri = URI.create(lines.readLine());
    }

    /** Where to send requests to. */
    URI uri() {
        return uri;
    }

    /** Asks how many items it took. */
    long items() throws IOException, InterruptedException {
        HttpResponse<String> counters = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(counters.body()).get("items").asLong();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        lines.close();
    }
}
