package io.rowlift.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stand-ins for {@code libaio.so.1} and {@code libnuma.so.1}, which mysqld names as needed and many machines lack. It calls two of their
 * functions at start, and both may answer "not available here".
 *
 * <p>The two functions are in a third, preloaded library: the dynamic linker asserts when it finds a versioned symbol in an unversioned
 * library that it was told to take it from. Its "no version information available" lines in the server's log are harmless.
 */
final class StandInLibraries {

    private static final int NOT_IMPLEMENTED = -38; // -ENOSYS
    private static final int NOT_AVAILABLE = -1;

    private StandInLibraries() {}

    /** Writes the libraries and returns the environment in which the dynamic linker finds them. */
    static Map<String, String> write(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory, new ElfLibrary("libaio.so.1", List.of()));
        write(directory, new ElfLibrary("libnuma.so.1", List.of()));
        Path preloaded = write(
                directory,
                new ElfLibrary(
                        "libstandin.so",
                        List.of(
                                new ElfLibrary.Function("io_setup", NOT_IMPLEMENTED),
                                new ElfLibrary.Function("numa_available", NOT_AVAILABLE))));
        return Map.of("LD_LIBRARY_PATH", directory.toString(), "LD_PRELOAD", preloaded.toString());
    }

    private static Path write(Path directory, ElfLibrary library) throws IOException {
        return Files.write(directory.resolve(library.name()), library.bytes());
    }
}
