package io.rowlift.job.testing;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Problem;
import io.rowlift.target.Claim;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.TargetReader;
import io.rowlift.target.Traffic;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A target that lives in another process than the run which writes to it, so that the run can be killed for real. */
public final class RemoteTarget implements ItemTarget {

    private final int port;
    private final AtomicLong items = new AtomicLong();

    /** Writes to the server at a port of this machine. */
    public RemoteTarget(int port) {
        this.port = port;
    }

    /** Keeps and counts what the runs write. */
    public static final class Server implements AutoCloseable {

        private final ServerSocket socket;
        private final Map<String, String> items = new ConcurrentHashMap<>();
        private final AtomicLong written = new AtomicLong();

        /** Begins to listen. */
        public Server() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread accepting = new Thread(this::accept, "remote-target");
            accepting.setDaemon(true);
            accepting.start();
        }

        /** Returns where it listens. */
        public int port() {
            return socket.getLocalPort();
        }

        /** Returns what is stored. */
        public Map<String, String> items() {
            return Map.copyOf(items);
        }

        /** Returns how many items were written, the same ones again included. */
        public long written() {
            return written.get();
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket run = socket.accept();
                    Thread serving = new Thread(() -> serve(run), "remote-target-connection");
                    serving.setDaemon(true);
                    serving.start();
                } catch (IOException e) {
                    // closed
                }
            }
        }

        private void serve(Socket run) {
            try (run;
                    DataInputStream in = new DataInputStream(run.getInputStream());
                    DataOutputStream out = new DataOutputStream(run.getOutputStream())) {
                int count = in.readInt();
                for (int i = 0; i < count; i++) {
                    items.put(in.readUTF(), in.readUTF());
                    written.incrementAndGet();
                }
                out.writeInt(count);
            } catch (IOException e) {
                // the run was killed in the middle: what was read is stored, as a batch may be written in part
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public String identity() {
        return "remote";
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        return Claim.Answer.GRANTED;
    }

    @Override
    public List<Problem> check(boolean takeOver) {
        return List.of();
    }

    @Override
    public void prepare() {}

    @Override
    public int write(List<Item> batch) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            out.writeInt(batch.size());
            for (Item item : batch) {
                out.writeUTF(text(item.key().partition()));
                out.writeUTF(text(item.attributes().get("text")));
            }
            out.flush();
            int acknowledged = in.readInt();
            items.addAndGet(acknowledged);
            return acknowledged;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Value value) {
        return ((Value.Str) value).text();
    }

    @Override
    public int remove(List<ItemKey> keys) {
        throw new UnsupportedOperationException("nothing in this package removes items");
    }

    @Override
    public void settle(boolean inherited) {
        // every answer arrives
    }

    @Override
    public void delete(List<Item> items) {
        throw new UnsupportedOperationException("nothing in this package removes items");
    }

    @Override
    public void complete() {}

    @Override
    public TargetReader reader() {
        throw new UnsupportedOperationException("nothing in this package reads a target");
    }

    @Override
    public Traffic traffic() {
        return new Traffic(items.get(), items.get(), 0);
    }

    @Override
    public void close() {}
}
