package io.rowlift.job.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right of one process to open the embedded store, kept by the operating system: a killed process loses it at once,
 * so that a free lock proves that the former holder is dead.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Returns the lock, or nothing when another process, or another part of this one, holds it. */
    static Optional<StoreLock> tryLock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(StateDirectory.privateFile(directory.resolve("store.lock")), StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new StoreLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing was written through this channel, and the lock goes with the process at the latest
            throw new UncheckedIOException(e);
        }
    }
}
