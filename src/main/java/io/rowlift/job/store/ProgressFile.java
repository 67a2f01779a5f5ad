package io.rowlift.job.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code progress.json} in the state directory: what a run tells other processes while it holds the embedded
 * store. For display only; nothing is decided by it. Each state of it replaces the last one at once.
 */
public final class ProgressFile {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    private ProgressFile(Path file) {
        this.file = file;
    }

    static ProgressFile in(Path directory) {
        return new ProgressFile(directory.resolve("progress.json"));
    }

    /** Replaces the file. */
    public void write(RunStatus status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            ProgressJson.write(json, status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            StateDirectory.replace(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the last state that was written, or nothing where there is none. */
    public Optional<RunStatus> read() {
        try {
            return Optional.of(ProgressJson.read(JSON.createParser(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the file: the store itself can be read again. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
