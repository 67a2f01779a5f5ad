package io.rowlift.servers;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the machine under the JVM is, as far as starting servers depends on it. */
enum Platform {
    LINUX,
    MAC,
    WINDOWS,
    OTHER;

    static Platform current() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return LINUX;
        }
        if (name.startsWith("mac")) {
            return MAC;
        }
        return name.startsWith("windows") ? WINDOWS : OTHER;
    }

    static boolean isX64() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") || architecture.equals("x86_64");
    }

    static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Whether files that this JVM makes belong to root, which is what counts: the user's name may be anything. */
    static boolean isRoot(Path ownFile) {
        try {
            return isPosix() && Integer.valueOf(0).equals(Files.getAttribute(ownFile, "unix:uid"));
        } catch (IOException e) {
            throw new ServerException("cannot read the owner of " + ownFile, e);
        }
    }

    /** The program's path, looked up where shells of administrators look: a user's PATH often lacks the sbin directories. */
    static Optional<Path> program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<String> directories = Stream.concat(
                Stream.of(path.split(java.io.File.pathSeparator)), Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"));
        return directories
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** For messages: {@code Linux aarch64}. */
    static String describe() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
