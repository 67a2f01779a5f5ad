package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowlift.endurance.Shop.Migrated;
import io.rowlift.endurance.Shop.Product;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.servers.Servers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thousand items of a migrated table are harmed at random: {@code verify} finds all of them and nothing else, {@code
 * --repair --prune} heals them, and a second {@code verify} is clean. The harm is set by the system property {@code
 * rowlift.seed}.
 */
class CorruptionIT {

    private static final long SEED = Long.getLong("rowlift.seed", System.nanoTime());
    private static final int CORRUPTIONS = 1000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Product.class)
    void isFoundAndHealed(Product product) throws Exception {
        System.out.println("rowlift.seed=" + SEED + " " + product);
        URI endpoint = Servers.dynamodb().endpoint();
        Migrated migrated = Shop.on(product).migration(directory.resolve("shop"), endpoint);
        assertThat(answer(migrated.start()).exit()).isZero();
        List<String> items = Items.of(endpoint, migrated.table());
        Verified clean = requireExit(0, migrated);
        assertThat(clean.number("differences")).isZero();
        assertThat(clean.json().get("patterns")).hasSize(2).allSatisfy(pattern -> {
            assertThat(pattern.get("asked").asInt()).isEqualTo(5);
            assertThat(pattern.get("counted").asInt()).isEqualTo(5);
        });

        Corruption harm = Corruption.of(endpoint, migrated.table(), CORRUPTIONS, new Random(SEED));
        Verified found = requireExit(6, migrated);
        assertThat(found.missing()).as("missing").isEqualTo(harm.missing);
        assertThat(found.different()).as("different").isEqualTo(harm.different);
        assertThat(found.extra()).as("extra").isEqualTo(harm.extra);
        assertThat(harm.missing.size() + harm.different.size() + harm.extra.size())
                .isEqualTo(CORRUPTIONS);

        Verified mended = requireExit(0, migrated, "--repair", "--prune");
        assertThat(mended.number("left")).isZero();
        assertThat(mended.json().get("repair").get("written").asInt())
                .isEqualTo(harm.missing.size() + harm.different.size());
        assertThat(mended.json().get("repair").get("pruned").asInt()).isEqualTo(harm.extra.size());
        assertThat(Items.of(endpoint, migrated.table())).isEqualTo(items);
        assertThat(exported(migrated)).isEqualTo(harm.extra);
        assertThat(requireExit(0, migrated).number("differences")).isZero();
    }

    /** Returns the keys of the items that were written to files before they were removed. */
    static Set<String> exported(Migrated migrated) throws Exception {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(migrated.directory().resolve("state"))) {
            for (Path file : files.filter(path -> path.endsWith("shop.json")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode item = new ObjectMapper().readTree(line).get("Item");
                    keys.add(item.get("PK").get("S").asText() + "|"
                            + item.get("SK").get("S").asText());
                }
            }
        }
        return keys;
    }

    private static Verified requireExit(int exit, Migrated migrated, String... options) throws Exception {
        Answer answer = answer(migrated.verify(options));
        assertThat(answer.exit())
                .as("seed %d: %s %s", SEED, answer.out(), answer.err())
                .isEqualTo(exit);
        return Verified.of(answer);
    }

    private static Answer answer(Running running) throws Exception {
        try (running) {
            return running.answer();
        }
    }
}
