package io.rowlift.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.KeyHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {

    private static final int RUN = 64;

    @TempDir
    private Path directory;

    @Test
    void findsEveryHashThatWasAddedTwiceInMoreRunsThanAreMergedAtOnce() throws Exception {
        Random random = new Random(4711);
        Set<KeyHash> twice = new HashSet<>();
        try (Duplicates duplicates =
                new Duplicates(Files.createDirectory(directory.resolve("keys")), RUN * HashBuffer.BYTES, 1)) {
            try (HashRuns collector = duplicates.collector()) {
                for (int i = 0; i < 300 * RUN; i++) {
                    KeyHash hash = new KeyHash(random.nextLong(), random.nextLong());
                    collector.add(hash);
                    if (i % 1000 == 0) {
                        twice.add(hash);
                    }
                }
                for (KeyHash hash : twice) {
                    collector.add(hash);
                }
            }
            assertThat(duplicates.find(1000)).isEqualTo(twice).hasSize(20);
            assertThat(duplicates.find(5)).hasSize(5);
        }
        assertThat(directory.resolve("keys")).doesNotExist();
    }

    @Test
    void comparesBothHalvesOfAHash() throws Exception {
        try (Duplicates duplicates =
                new Duplicates(Files.createDirectory(directory.resolve("keys")), RUN * HashBuffer.BYTES, 1)) {
            try (HashRuns collector = duplicates.collector()) {
                collector.add(new KeyHash(1, 1));
                collector.add(new KeyHash(1, 2));
                collector.add(new KeyHash(2, 1));
                collector.add(new KeyHash(-1, Long.MIN_VALUE));
                collector.add(new KeyHash(-1, Long.MAX_VALUE));
            }
            assertThat(duplicates.find(5)).isEmpty();
        }
    }

    @Test
    void keepsItsFilesToItsOwner() throws Exception {
        try (Duplicates duplicates = new Duplicates(Files.createDirectory(directory.resolve("keys")), RUN, 1)) {
            try (HashRuns collector = duplicates.collector()) {
                collector.add(new KeyHash(1, 1));
            }
            Path run = directory.resolve("keys").resolve("run-0-0");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run)))
                    .isEqualTo("rw-------");
        }
    }
}
