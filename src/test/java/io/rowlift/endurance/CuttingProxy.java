package io.rowlift.endurance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the program and a database server and cuts connections, one at a time, at moments that a seed decides.
 * The very first one is spared until there is a second: a server that does not answer at all is told at once.
 */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int port;
    private final Random random;
    private final int most;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(int port, Random random, int most) throws IOException {
        this.port = port;
        this.random = random;
        this.most = most;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
        start(this::cut);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns how many connections were cut. */
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                accepted.incrementAndGet();
                start(() -> forward(client, server, client));
                start(() -> forward(server, client, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void forward(Socket from, Socket to, Socket client) {
        byte[] buffer = new byte[1 << 13];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // the other side was closed, or this connection is one of those that are cut
        } finally {
            open.remove(client);
        }
    }

    private void cut() {
        try {
            while (cuts.get() < most && !listener.isClosed()) {
                Thread.sleep(20 + random.nextInt(120));
                List<Socket> now = List.copyOf(open);
                if (accepted.get() > 1 && !now.isEmpty()) {
                    now.get(random.nextInt(now.size())).close();
                    cuts.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
