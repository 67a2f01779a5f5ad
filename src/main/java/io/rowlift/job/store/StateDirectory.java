package io.rowlift.job.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read: directories 0700, files 0600, where the file system knows permissions. */
public final class StateDirectory {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private StateDirectory() {}

    /** Creates a directory that only its owner may enter; one that exists is restricted likewise. */
    public static Path create(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, attributes(DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            restrict(directory, DIRECTORY);
        }
        return directory;
    }

    /** Creates a file that only its owner may read, or restricts one that exists. */
    public static Path privateFile(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(FILE));
        } catch (FileAlreadyExistsException e) {
            restrict(file, FILE);
        }
        return file;
    }

    /** Replaces a file at once, so that a reader sees either the old or the new content; only its owner may read it. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path next = privateFile(file.resolveSibling(file.getFileName() + ".new"));
        try {
            Files.write(next, content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // what a full disk has left
            Files.deleteIfExists(next);
        }
    }

    /**
     * Returns whether there is such a file.
     *
     * @throws IOException when that cannot be told, for example because its directory may not be read
     */
    public static boolean holds(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (POSIX && !Files.getPosixFilePermissions(path).equals(permissions)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
