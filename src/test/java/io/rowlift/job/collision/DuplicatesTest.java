package io.rowlift.job.collision;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
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
        Set<Hash> twice = new HashSet<>();
        try (Duplicates duplicates = new Duplicates(directory.resolve("keys"), RUN * Hash.BYTES, 1)) {
            try (Duplicates.Collector collector = duplicates.collector()) {
                for (int i = 0; i < 300 * RUN; i++) {
                    Hash hash = new Hash(random.nextLong(), random.nextLong());
                    collector.add(hash);
                    if (i % 1000 == 0) {
                        twice.add(hash);
                    }
                }
                for (Hash hash : twice) {
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
        try (Duplicates duplicates = new Duplicates(directory.resolve("keys"), RUN * Hash.BYTES, 1)) {
            try (Duplicates.Collector collector = duplicates.collector()) {
                collector.add(new Hash(1, 1));
                collector.add(new Hash(1, 2));
                collector.add(new Hash(2, 1));
                collector.add(new Hash(-1, Long.MIN_VALUE));
                collector.add(new Hash(-1, Long.MAX_VALUE));
            }
            assertThat(duplicates.find(5)).isEmpty();
        }
    }

    @Test
    void keepsItsFilesToItsOwner() throws Exception {
        try (Duplicates duplicates = new Duplicates(directory.resolve("keys"), RUN, 1)) {
            try (Duplicates.Collector collector = duplicates.collector()) {
                collector.add(new Hash(1, 1));
            }
            Path keys = directory.resolve("keys");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("run-0"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aKeyIsMoreThanItsTextInARow() {
        assertThat(Hash.of(key("ab", "c"))).isNotEqualTo(Hash.of(key("a", "bc")));
        assertThat(Hash.of(key("a", null))).isNotEqualTo(Hash.of(key("a", "")));
        assertThat(Hash.of(new ItemKey("t", new Value.Num("1"), null))).isNotEqualTo(Hash.of(key("1", null)));
        assertThat(Hash.of(key("a", "b"))).isEqualTo(Hash.of(key("a", "b")));
    }

    private static ItemKey key(String partition, String sort) {
        return new ItemKey("t", new Value.Str(partition), sort == null ? null : new Value.Str(sort));
    }
}
