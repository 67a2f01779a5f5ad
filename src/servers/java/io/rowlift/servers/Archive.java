package io.rowlift.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A compressed tar on the class path that holds a server's programs. */
record Archive(String resource) {

    private static final int ANYONE_MAY_EXECUTE = 0111;

    /** Whether the artifact for this platform is on the class path. */
    boolean exists() {
        return Archive.class.getResource(resource) != null;
    }

    /** The unpacked archive, from the cache when this very archive was unpacked before. */
    Path unpacked(Cache cache) {
        return cache.directory(cacheName(), this::unpackInto);
    }

    /** Names the archive's content: another version of the artifact gets another name. */
    String cacheName() {
        String file = resource.substring(resource.lastIndexOf('/') + 1);
        return file.substring(0, file.indexOf('.')) + "-" + hash();
    }

    private String hash() {
        try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new ServerException("cannot read the server archive " + resource, e);
        }
    }

    private InputStream open() {
        InputStream in = Archive.class.getResourceAsStream(resource);
        if (in == null) {
            throw new ServerException("the server archive " + resource + " is not on the class path");
        }
        return new BufferedInputStream(in, 1 << 16);
    }

    void unpackInto(Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(decompress(open()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackEntry(tar, entry, directory);
            }
        }
    }

    private InputStream decompress(InputStream in) throws IOException {
        return resource.endsWith("xz") ? new XZInputStream(in) : new GZIPInputStream(in, 1 << 16);
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
            throws IOException {
        Path path = directory.resolve(entry.getName()).normalize();
        if (!path.startsWith(directory)) {
            throw new IOException("archive entry \"" + entry.getName() + "\" leaves the directory");
        }
        if (entry.isDirectory()) {
            createDirectories(path, directory);
            return;
        }
        createDirectories(path.getParent(), directory);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if (Platform.isPosix()) {
            boolean program = (entry.getMode() & ANYONE_MAY_EXECUTE) != 0;
            Files.setPosixFilePermissions(path, program ? readable(true) : readable(false));
        }
    }

    /** Whatever the umask is: root unpacks what an unprivileged account runs. */
    private static void createDirectories(Path path, Path root) throws IOException {
        Files.createDirectories(path);
        if (Platform.isPosix()) {
            for (Path each = path; !each.equals(root); each = each.getParent()) {
                Files.setPosixFilePermissions(each, readable(true));
            }
        }
    }

    private static Set<PosixFilePermission> readable(boolean executable) {
        return EnumSet.copyOf(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
