package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotAskedTest {

    @Test
    void patternsThatWereNotAskedForOneReasonAreOneSentence() {
        List<VerifiedPattern> patterns = Stream.of("a", "b", "c", "d", "e", "f", "g")
                .map(name -> pattern(name, "no item to ask for"))
                .toList();
        List<VerifiedPattern> all = Stream.concat(
                        patterns.stream(), Stream.of(pattern("asked", null), pattern("h", "it is a scan")))
                .toList();

        assertThat(NotAsked.sentences(all))
                .containsExactly(
                        "access patterns \"a\", \"b\", \"c\", \"d\", \"e\" and 2 more: no item to ask for",
                        "access pattern \"h\": it is a scan");
    }

    private static VerifiedPattern pattern(String name, @Nullable String notAsked) {
        return new VerifiedPattern(name, 0, 0, 0, List.of(), notAsked);
    }
}
