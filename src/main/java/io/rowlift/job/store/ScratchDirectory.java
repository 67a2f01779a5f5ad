package io.rowlift.job.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A directory for the files of one dry run, below a state directory. A lock on a file beside it is held as long as its
 * process lives: what a killed one has left is removed when the next one begins.
 */
public final class ScratchDirectory implements AutoCloseable {

    private static final String PREFIX = "validate-";
    private static final String LOCK = ".lock";

    private final Path directory;
    private final FileChannel lock;

    private ScratchDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Removes what nobody holds any more and makes a new one.
     *
     * @param state the state directory, created where it is missing
     * @throws IOException when the state directory does not do its work
     */
    public static ScratchDirectory open(Path state) throws IOException {
        StateDirectory.create(state);
        // one at a time, so that nobody sweeps what is about to be locked; a process must not wait for itself
        synchronized (ScratchDirectory.class) {
            try (FileChannel door = channel(state.resolve("validate" + LOCK));
                    FileLock alone = door.lock()) {
                if (alone.isValid()) {
                    sweep(state);
                }
                Path directory = state.resolve(PREFIX + UUID.randomUUID());
                FileChannel lock = channel(lockOf(directory));
                lock.lock();
                return new ScratchDirectory(StateDirectory.create(directory), lock);
            }
        }
    }

    /** Returns where it is. */
    public Path path() {
        return directory;
    }

    private static Path lockOf(Path directory) {
        return directory.resolveSibling(directory.getFileName() + LOCK);
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(StateDirectory.privateFile(file), StandardOpenOption.WRITE);
    }

    private static void sweep(Path state) throws IOException {
        Set<Path> left = new TreeSet<>();
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(PREFIX)) {
                    left.add(
                            name.endsWith(LOCK)
                                    ? state.resolve(name.substring(0, name.length() - LOCK.length()))
                                    : file);
                }
            }
        }
        for (Path directory : left) {
            try (FileChannel channel = channel(lockOf(directory));
                    FileLock ours = channel.tryLock()) {
                if (ours != null) {
                    remove(directory);
                    Files.deleteIfExists(lockOf(directory));
                }
            } catch (OverlappingFileLockException e) {
                // this very process holds it: it stays
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        List<Path> inside = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(inside::add);
            }
        }
        for (Path file : inside) {
            Files.delete(file);
        }
        Files.deleteIfExists(directory);
    }

    /** Removes it with its files. */
    @Override
    public void close() throws IOException {
        try (lock) {
            remove(directory);
            Files.deleteIfExists(lockOf(directory));
        }
    }
}
