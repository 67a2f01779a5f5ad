package io.rowlift.realdata;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** The public sample databases beside the project. They are read where they lie and never become part of it. */
final class PublicData {

    private static final Path FOLDER = Path.of("../shared/data");

    private PublicData() {}

    /** Returns a dump, or skips the calling test with the reason on a machine that does not have it. */
    static Path dump(String name) {
        Path dump = FOLDER.resolve(name);
        if (!Files.isReadable(dump)) {
            throw new TestAbortedException("the public sample database " + dump + " is not on this machine");
        }
        return dump;
    }
}
