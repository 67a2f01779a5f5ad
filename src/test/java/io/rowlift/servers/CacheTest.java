package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

    @TempDir
    Path root;

    @Test
    void fillsADirectoryOnce() throws IOException {
        AtomicInteger fillings = new AtomicInteger();
        Cache.Filling filling = directory -> {
            fillings.incrementAndGet();
            Files.writeString(directory.resolve("file"), "content");
        };

        Path first = new Cache(root).directory("server", filling);
        Path second = new Cache(root).directory("server", filling);

        assertThat(second).isEqualTo(first).isEqualTo(root.resolve("server"));
        assertThat(first.resolve("file")).hasContent("content");
        assertThat(fillings).hasValue(1);
    }

    @Test
    void twoThatFillAtOnceShareTheResultOfOne() {
        CountDownLatch bothFilling = new CountDownLatch(2);
        Cache.Filling filling = directory -> {
            Files.writeString(directory.resolve("file"), "content");
            bothFilling.countDown();
            await(bothFilling);
        };

        CompletableFuture<Path> one = CompletableFuture.supplyAsync(() -> new Cache(root).directory("server", filling));
        CompletableFuture<Path> two = CompletableFuture.supplyAsync(() -> new Cache(root).directory("server", filling));

        assertThat(one.join()).isEqualTo(two.join());
        assertThat(one.join().resolve("file")).hasContent("content");
        assertThat(entries()).containsExactly("server");
    }

    @Test
    void aFailureLeavesNothingThatLooksLikeAResult() {
        Cache.Filling failing = directory -> {
            Files.writeString(directory.resolve("file"), "half");
            throw new IOException("no space left");
        };

        assertThatThrownBy(() -> new Cache(root).directory("server", failing))
                .isInstanceOf(ServerException.class)
                .hasMessage("cannot make " + root.resolve("server"))
                .hasRootCauseMessage("no space left");
        assertThat(entries()).isEmpty();
    }

    @Test
    void clearsAwayWhatKilledProcessesLeft() throws IOException {
        Path old = Files.createDirectory(root.resolve("server.partial-1"));
        Files.createDirectory(root.resolve("server.partial-2"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        new Cache(root).directory("other", directory -> {});

        assertThat(entries()).containsExactlyInAnyOrder("other", "server.partial-2");
    }

    private Stream<String> entries() {
        String[] names = root.toFile().list();
        return Stream.of(names);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw ServerProcess.interrupted(e);
        }
    }
}
