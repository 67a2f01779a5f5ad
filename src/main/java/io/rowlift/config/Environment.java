package io.rowlift.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a job file's {@code ${...}} references get their values from. */
public interface Environment {

    /** Returns an environment variable, or null when it is not set. */
    @Nullable
    String variable(String name);

    /**
     * Returns the text of a secret's file, as it is.
     *
     * @throws IOException if it cannot be read as UTF-8 text
     */
    String secret(Path file) throws IOException;

    /** Returns the environment of this process. */
    static Environment ofProcess() {
        return new Environment() {
            @Override
            public @Nullable String variable(String name) {
                return System.getenv(name);
            }

            @Override
            public String secret(Path file) throws IOException {
                return Files.readString(file);
            }
        };
    }
}
