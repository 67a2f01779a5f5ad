package io.rowlift.cli.demo;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's directory: the job file, the mapping, the password and the state of the run. What an earlier demo left is
 * removed, because its servers are gone.
 */
public final class DemoFiles implements AutoCloseable {

    private static final String MAPPING = "/io/rowlift/demo/shop.dynamodb.yaml";
    private static final String LOCK = "demo.lock";

    private final Path directory;
    private final FileChannel lock;

    private DemoFiles(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Begins with an empty directory.
     *
     * @throws RefusedException when another demo runs there
     */
    public static DemoFiles begin(Path directory) {
        try {
            Path file =
                    StateDirectory.privateFile(StateDirectory.create(directory).resolve(LOCK));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw new RefusedException(
                        "another demo runs in \"" + directory + "\"", "wait for its end, or use another directory");
            }
            clear(directory);
            return new DemoFiles(directory, channel);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static void clear(Path directory) throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.walk(directory)) {
            old = files.filter(file -> !file.equals(directory) && !file.endsWith(LOCK))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }

    /** Writes the job, with the mapping and the password beside it, and returns the job file. */
    public Path write(DemoServers servers) {
        Path password = directory.resolve("password");
        Path job = directory.resolve("shop.yaml");
        try (InputStream mapping = DemoFiles.class.getResourceAsStream(MAPPING)) {
            if (mapping == null) {
                throw new IOException(MAPPING + " is not on the classpath");
            }
            Files.copy(mapping, directory.resolve("shop.dynamodb.yaml"));
            Files.writeString(StateDirectory.privateFile(password), servers.password());
            Files.writeString(job, job(servers, password.toAbsolutePath()));
            return job;
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    /** Small ranges, so that the progress shows something. */
    private static String job(DemoServers servers, Path password) {
        return """
                # Written by "rowlift demo"; its servers stop when it ends.
                version: 1
                name: demo
                mapping: shop.dynamodb.yaml

                source:
                  url: %s
                  username: %s
                  password: ${file:%s}

                target:
                  dynamodb:
                    region: local
                    endpoint: %s

                load:
                  workers: 4
                  chunk: 500
                  rangeRows: 5000
                """.formatted(servers.postgresUrl("shop"), servers.username(), password, servers.dynamodb());
    }

    /** Returns where the servers' output goes. */
    public Path serversLog() {
        return directory.resolve("servers.log");
    }

    private static FailedException failed(Path directory, IOException e) {
        return new FailedException(
                "the demo's directory \"" + directory + "\" cannot be used ("
                        + e.getClass().getSimpleName() + ")",
                "run the demo where you may write",
                e);
    }

    /** Lets the next demo use the directory; the files stay to be looked at. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }
}
