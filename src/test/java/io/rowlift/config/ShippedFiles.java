package io.rowlift.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The job and mapping files that come with the project. */
final class ShippedFiles {

    private ShippedFiles() {}

    static List<Path> all() throws IOException {
        return Stream.concat(in("jobs").stream(), in("mappings").stream()).toList();
    }

    static List<Path> in(String directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
