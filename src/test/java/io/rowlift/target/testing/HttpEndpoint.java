package io.rowlift.target.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The smallest HTTP/1.1 server that an AWS SDK can talk to: one thread per connection, connections are kept, and a
 * handler can drop one in the middle of a request, which the JDK's own server cannot.
 */
final class HttpEndpoint implements AutoCloseable {

    /** Answers requests; called by many threads. */
    interface Handler {

        /** Returns the answer, or null to drop the connection without one. */
        @Nullable
        Answer handle(Request request) throws IOException;
    }

    /**
     * A request.
     *
     * @param operation what follows the dot in {@code X-Amz-Target}; empty without one
     * @param headers by lower-case name
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Request(String operation, TreeMap<String, String> headers, byte[] body) {}

    /** An answer with a body of JSON. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body) {

        static Answer ok(String json) {
            return new Answer(200, json.getBytes(StandardCharsets.UTF_8));
        }

        /** The way DynamoDB reports errors. */
        static Answer error(int status, String code, String message) {
            String type = "com.amazonaws.dynamodb.v20120810#" + code;
            String json = "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}";
            return new Answer(status, json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private HttpEndpoint(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    /** Listens on the loopback interface; port 0 takes a free one. */
    static HttpEndpoint start(int port, Handler handler) throws IOException {
        ServerSocket socket = new ServerSocket(port, 256, InetAddress.getLoopbackAddress());
        HttpEndpoint endpoint = new HttpEndpoint(socket, handler);
        daemon(endpoint::accept).start();
        return endpoint;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "http-endpoint");
        thread.setDaemon(true);
        return thread;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                daemon(() -> serve(connection)).start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
            OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 1 << 16);
            for (Request request = read(in); request != null; request = read(in)) {
                Answer answer = handler.handle(request);
                if (answer == null) {
                    return;
                }
                write(out, answer);
            }
        } catch (SocketException | EOFException e) {
            // the client has closed the connection
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            connections.remove(connection);
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        String target = headers.getOrDefault("X-Amz-Target", "");
        return new Request(target.substring(target.indexOf('.') + 1), headers, body);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void write(OutputStream out, Answer answer) throws IOException {
        String head =
                "HTTP/1.1 " + answer.status() + " .\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                        + answer.body().length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(answer.body());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
