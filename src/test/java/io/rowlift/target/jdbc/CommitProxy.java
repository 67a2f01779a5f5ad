package io.rowlift.target.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a target and its server, and cuts a connection at a point around a commit. */
public final class CommitProxy implements AutoCloseable {

    /** Where the connection is cut. */
    public enum Cut {
        /** The server never hears of the commit. */
        BEFORE,
        /** The server commits, the client never hears of it. */
        AFTER,
        /** The client has lost the connection and tries again when the commit reaches the server. */
        LATE
    }

    private static final long DELAY = 700;

    private final ServerSocket listener;
    private final int port;
    private final AtomicReference<Cut> next = new AtomicReference<>();
    private final AtomicInteger done = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public CommitProxy(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection that commits. */
    public void cut(Cut where) {
        next.set(where);
    }

    /** How many connections were cut. */
    public int cuts() {
        return done.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                open.add(server);
                start(() -> back(server, client));
                start(() -> forth(client, server));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void back(Socket server, Socket client) {
        byte[] buffer = new byte[1 << 16];
        try (server;
                client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // the other side was closed
        }
    }

    private void forth(Socket client, Socket server) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                Cut cut = text.contains("commit") ? next.getAndSet(null) : null;
                if (cut != null) {
                    done.incrementAndGet();
                    if (cut == Cut.BEFORE) {
                        break;
                    }
                    if (cut == Cut.LATE) {
                        client.close();
                        Thread.sleep(DELAY);
                    } else {
                        client.shutdownOutput();
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                    Thread.sleep(DELAY);
                    break;
                }
                out.write(buffer, 0, n);
            }
            client.close();
            server.close();
        } catch (IOException e) {
            // the other side was closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "commit-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
