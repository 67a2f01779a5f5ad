package io.rowlift.verify;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The items that are removed from one table, one per line. While it grows it has another name, and it holds whole lines
 * only, whatever happens: what was written in part when the disk was full, or when the process was killed, was not removed.
 */
final class PrunedFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private long whole;

    private PrunedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Begins a file. */
    static PrunedFile create(Path path) throws IOException {
        Path growing = StateDirectory.privateFile(growing(path));
        return new PrunedFile(path, FileChannel.open(growing, StandardOpenOption.WRITE));
    }

    private static Path growing(Path path) {
        return path.resolveSibling(path.getFileName() + ".part");
    }

    Path path() {
        return path;
    }

    /** Adds items; when this returns they are on disk, and not only on their way there. */
    void add(List<Item> items) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Item item : items) {
            lines.append("{\"Item\":")
                    .append(DynamoJson.write(item.attributes()))
                    .append("}\n");
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
        whole = channel.position();
    }

    /** Gives the file its name, or removes one without items. */
    @Override
    public void close() throws IOException {
        channel.truncate(whole);
        channel.close();
        settle(path);
    }

    /** Gives a file its name that a process left behind which was killed. */
    static void recover(Path path) throws IOException {
        if (!Files.exists(growing(path))) {
            return;
        }
        try (FileChannel left = FileChannel.open(growing(path), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            left.truncate(lastLineEnd(left));
        }
        settle(path);
    }

    private static long lastLineEnd(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = file.size(); end > 0; end--) {
            file.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    private static void settle(Path path) throws IOException {
        if (Files.size(growing(path)) == 0) {
            Files.delete(growing(path));
        } else {
            Files.move(growing(path), path, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
