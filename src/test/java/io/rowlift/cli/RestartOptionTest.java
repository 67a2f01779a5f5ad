package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migrate --restart}, with and without an entity, wherever it stands. */
class RestartOptionTest {

    @TempDir
    private Path directory;

    private ShopParts parts;

    @BeforeEach
    void loadTwoEntities() {
        parts = new ShopParts(directory);
        parts.source.table("orders", 10);
        parts.entities = new TreeMap<>(Map.of("User", "users", "Order", "orders"));
        assertThat(run("migrate", "jobs/shop.yaml").exit()).isZero();
        assertThat(parts.target.items).hasSize(35);
        parts.target.items.clear();
    }

    @Test
    void anEntityIsLoadedAloneAndTheOthersAreLeft() {
        Answer answer = run("migrate", "jobs/shop.yaml", "--restart", "Order");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("This run: 10 rows in ");
        assertThat(partitions()).hasSize(10).allMatch(key -> key.contains("ORDER#"));
        assertThat(run("status", "jobs/shop.yaml").out()).containsPattern("total +4 of 4 +35 ");
    }

    @Test
    void anEntityThatTheMappingDroppedIsForgottenAsTheRefusalAdvises() {
        parts.entities = Map.of("User", "users");

        Answer refused = run("migrate", "jobs/shop.yaml");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .endsWith(
                        "rowlift: entity \"Order\" is part of this migration, but the mapping does not have it any more;"
                                + " put it back, or forget it with rowlift migrate JOB --restart Order; its items"
                                + " stay in the target\n");

        Answer forgotten = run("migrate", "jobs/shop.yaml", "--restart", "Order");

        assertThat(forgotten.exit()).as(forgotten.err()).isZero();
        assertThat(forgotten.out()).contains("total     25      25         0");
        assertThat(parts.target.items).isEmpty();
    }

    @Test
    void anEntityThatNobodyKnows() {
        Answer answer = run("migrate", "jobs/shop.yaml", "--restart", "user");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err())
                .endsWith("rowlift: --restart names entity \"user\", which the mapping does not have; did you mean"
                        + " \"User\"?\n");
    }

    @Test
    void theJobMayFollowTheOption() {
        Answer answer = run("migrate", "--restart", "jobs/shop.yaml");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("This run: 35 rows in ");
        assertThat(parts.target.items).hasSize(35);
    }

    @Test
    void entityAndJobMayFollowTheOption() {
        for (String[] line : new String[][] {
            {"migrate", "--restart", "Order", "jobs/shop.yaml", "--no-progress"},
            {"migrate", "--restart=Order", "jobs/shop.yaml"},
            {"migrate", "jobs/shop.yaml", "--restart=Order"},
            {"migrate", "--no-progress", "jobs/shop.yaml", "--restart", "Order"}
        }) {
            Answer answer = run(line);
            assertThat(answer.exit()).as(answer.err()).isZero();
            assertThat(answer.out()).contains("This run: 10 rows in ");
        }
    }

    @Test
    void theOptionAloneMeansEverything() {
        assertThat(run("migrate", "jobs/shop.yaml", "--restart", "--no-progress")
                        .out())
                .contains("This run: 35 rows in ");
        assertThat(run("migrate", "--restart").err()).startsWith("rowlift: missing required parameter: 'JOB'\n");
    }

    private List<String> partitions() {
        return parts.target.items.keySet().stream().map(Object::toString).toList();
    }

    private Answer run(String... arguments) {
        return new Shell(parts, directory).run(arguments);
    }
}
