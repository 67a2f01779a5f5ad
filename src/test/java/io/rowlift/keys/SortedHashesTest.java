package io.rowlift.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.KeyHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedHashesTest {

    private final Random random = new Random(4711);

    @TempDir
    private Path directory;

    @Test
    void holdsWhatWasAddedAndNothingElse() throws Exception {
        for (int size : List.of(0, 1, 2, 255, 256, 257, 50_000)) {
            List<KeyHash> hashes = Stream.generate(this::any).limit(size).toList();
            Path file = write(hashes, Set.of());
            try (SortedHashes sorted = SortedHashes.open(file)) {
                for (KeyHash hash : hashes) {
                    assertThat(sorted.contains(hash)).isTrue();
                    assertThat(sorted.contains(new KeyHash(hash.high(), hash.low() + 1)))
                            .isFalse();
                }
                for (int i = 0; i < 1000; i++) {
                    assertThat(sorted.contains(any())).isFalse();
                }
                assertThat(sorted.contains(new KeyHash(0, 0))).isFalse();
                assertThat(sorted.contains(new KeyHash(-1, -1))).isFalse();
            }
        }
    }

    @Test
    void findsHashesThatAreNotSpreadEvenly() throws Exception {
        List<KeyHash> hashes = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            hashes.add(new KeyHash(-1L - random.nextInt(100_000), i));
            hashes.add(new KeyHash(random.nextInt(10), i));
        }
        try (SortedHashes sorted = SortedHashes.open(write(hashes, Set.of()))) {
            for (KeyHash hash : hashes) {
                assertThat(sorted.contains(hash)).isTrue();
            }
            assertThat(sorted.contains(new KeyHash(5000, 0))).isFalse();
        }
    }

    @Test
    void tellsWhatCameMoreThanOnce() throws Exception {
        KeyHash twice = any();
        KeyHash thrice = any();
        write(List.of(twice, any(), thrice, any(), twice, thrice, thrice), Set.of(twice, thrice));
    }

    private Path write(List<KeyHash> hashes, Set<KeyHash> repeated) throws Exception {
        HashRuns runs = new HashRuns(directory, "run", 2000);
        try (runs) {
            for (KeyHash hash : hashes) {
                runs.add(hash);
            }
        }
        Path file = directory.resolve("sorted");
        SortedHashes.write(file, new HashMerge(directory, 1 << 20), runs.runs());
        SortedHashes.writeRepeated(file, directory.resolve("repeated"));
        try (SortedHashes found = SortedHashes.open(directory.resolve("repeated"))) {
            assertThat(found.size()).isEqualTo(repeated.size());
            assertThat(found.first(10)).isEqualTo(repeated);
        }
        assertThat(Files.size(file)).isEqualTo(16L * hashes.size());
        return file;
    }

    private KeyHash any() {
        return new KeyHash(random.nextLong(), random.nextLong());
    }
}
