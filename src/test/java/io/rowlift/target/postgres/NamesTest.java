package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void aNameIsGivenOnceAndCaseMatters() {
        Names names = new Names();

        assertThat(names.give("a")).isEqualTo("a");
        assertThat(names.give("A")).isEqualTo("A");
        assertThat(names.give("a")).startsWith("a_").hasSize(10);
        assertThat(names.free("a")).isFalse();
    }

    @Test
    void longNamesAreCutToBytesAndStayDifferent() {
        Names names = new Names();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String name = names.give("😀ü".repeat(20) + i);
            assertThat(Names.length(name)).isBetween(55, 63);
            given.add(name);
        }

        assertThat(given).hasSize(100);
        assertThat(new Names().give("x".repeat(64))).isEqualTo(new Names().give("x".repeat(64)));
        assertThat(new Names().give("x".repeat(63))).isEqualTo("x".repeat(63));
    }
}
