package io.rowlift.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What one running server needs of the machine: a directory in the temporary folder, and a port. */
record Scratch(Path directory, int port) {

    static Scratch create(String server) {
        try {
            Path directory = Files.createTempDirectory("rowlift-" + server + "-");
            if (Platform.isRoot(directory)) {
                // the server's own account has to get through to its data
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            }
            return new Scratch(directory, freePort());
        } catch (IOException e) {
            throw new ServerException("cannot set up a place for " + server, e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ServerException("no free port", e);
        }
    }

    boolean isOwnedByRoot() {
        return Platform.isRoot(directory);
    }

    void delete() {
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new ServerException("cannot delete " + directory, e);
        }
    }
}
