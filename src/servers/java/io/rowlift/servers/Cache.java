package io.rowlift.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Directories that are expensive to make and the same for every run, kept from one JVM to the next.
 *
 * <p>A directory is filled under a temporary name and then renamed, so it is there whole or not at all: two processes may fill the same
 * one at once (the second finds that the first was quicker and throws its own away), and a killed one leaves nothing that is mistaken
 * for a result.
 */
final class Cache {

    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final String PARTIAL = ".partial-";

    private final Path root;

    Cache(Path root) {
        this.root = root;
    }

    /** Makes a directory's content. */
    @FunctionalInterface
    interface Filling {
        void into(Path directory) throws IOException;
    }

    /** The cache of this user. Root's is not in root's home, because the unprivileged account that runs the server cannot look there. */
    static Cache ofUser() {
        try {
            for (Path candidate : candidates().toList()) {
                Optional<Cache> cache = at(candidate);
                if (cache.isPresent()) {
                    return cache.get();
                }
            }
            throw new ServerException("no directory to keep unpacked servers in; set XDG_CACHE_HOME to a writable one");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> candidates() {
        Path home = Path.of(System.getProperty("user.home"));
        Path usual = switch (Platform.current()) {
            case WINDOWS -> environment("LOCALAPPDATA").orElse(home.resolve("AppData/Local"));
            case MAC -> home.resolve("Library/Caches");
            case LINUX, OTHER -> environment("XDG_CACHE_HOME").orElse(home.resolve(".cache"));
        };
        // an account without a home directory still has a temporary folder; the name keeps users apart
        Path temporary =
                Path.of(System.getProperty("java.io.tmpdir"), "rowlift-cache-" + System.getProperty("user.name"));
        return Stream.of(usual, Path.of("/var/cache"), temporary).map(path -> path.resolve("rowlift/servers"));
    }

    private static Optional<Path> environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }

    private static Optional<Cache> at(Path root) throws IOException {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (!Files.isWritable(root) || !Files.getOwner(root).equals(ownerOfNewFiles(root))) {
            return Optional.empty();
        }
        if (Platform.isRoot(root) && !isOpenToOthers(root)) {
            return Optional.empty();
        }
        return Optional.of(new Cache(root));
    }

    /** A directory in a shared place may have been laid out by somebody else, with programs of their own in it. */
    private static Object ownerOfNewFiles(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "owner", null);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean isOpenToOthers(Path directory) throws IOException {
        for (Path each = directory.toRealPath(); each != null; each = each.getParent()) {
            if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    /** The directory of this name, filled first if there is none. The name must change when the content would. */
    Path directory(String name, Filling filling) {
        Path ready = root.resolve(name);
        if (Files.isDirectory(ready)) {
            return ready;
        }
        try {
            deleteAbandoned();
            Path partial = Files.createTempDirectory(root, name + PARTIAL);
            try {
                if (Platform.isPosix()) {
                    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                filling.into(partial);
                publish(partial, ready);
            } finally {
                Trees.delete(partial);
            }
            return ready;
        } catch (IOException e) {
            throw new ServerException("cannot make " + ready, e);
        }
    }

    private static void publish(Path partial, Path ready) throws IOException {
        try {
            Files.move(partial, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(ready)) {
                throw e;
            }
        }
    }

    private void deleteAbandoned() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().contains(PARTIAL)
                        && Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                    Trees.delete(entry);
                }
            }
        }
    }
}
