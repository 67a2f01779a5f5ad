package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import io.rowlift.problem.Problem;
import io.rowlift.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairTest {

    private static final ItemKey EXTRA = new ItemKey("shop", new Value.Str("USER#x"), new Value.Str("y"));

    @TempDir
    private Path directory;

    private ShopParts parts;

    @BeforeEach
    void load() {
        parts = new ShopParts(directory);
    }

    @Test
    void mendsWhatDiffersAndLeavesExtraItems() {
        migrateAndCorrupt();

        Answer answer = run("verify", "jobs/shop.yaml", "--repair");

        assertThat(answer.exit()).isEqualTo(6);
        assertThat(answer.out())
                .contains("Mended by this run: 2 items written and found equal, 0 extra items removed; 1 difference"
                        + " left.\n");
        assertThat(parts.target.items).containsKey(EXTRA).hasSize(26);
        assertThat(run("verify", "jobs/shop.yaml").out()).contains("1 difference found: 25 items compared");
    }

    @Test
    void saysWhatMendsIt() {
        migrateAndCorrupt();

        assertThat(run("verify", "jobs/shop.yaml").out())
                .contains(
                        "Mend it with: rowlift verify jobs/shop.yaml --repair; \"--prune\" as well removes extra items,"
                                + " after they were written to a file\n");
        assertThat(run("verify", "jobs/shop.yaml", "--sample", "30").out())
                .contains("Compare and mend everything with: rowlift verify jobs/shop.yaml --repair\n");
        assertThat(run("verify", "jobs/shop.yaml", "--repair").out())
                .contains("Remove extra items, after they were written to a file, with: rowlift verify jobs/shop.yaml"
                        + " --repair --prune\n");
        assertThat(run("verify", "jobs/shop.yaml", "--repair", "--prune").out()).doesNotContain("with: rowlift");
    }

    /** Their items are extra, and none is missing or different. */
    @Test
    void rowsThatWereDeletedSinceTheLoadAreThoughtOf() {
        run("migrate", "jobs/shop.yaml");
        parts.source.rows("users").remove(3L);
        parts.source.written(new TableName("public", "users"));

        assertThat(run("verify", "jobs/shop.yaml").out())
                .contains("extra: shop {\"PK\":{\"S\":\"USER#3\"},\"SK\":{\"S\":\"row 3\"}}\n")
                .contains("Note: written since the load began: \"public.users\"; what differs there may have changed"
                        + " since the load.\n");
    }

    @Test
    void differencesInTablesThatWereWrittenSinceTheLoadAreMarked() {
        run("migrate", "jobs/shop.yaml");
        parts.source.rows("users").put(3L, "changed");
        parts.source.written(new TableName("public", "users"));

        assertThat(run("verify", "jobs/shop.yaml").out())
                .contains("of User(id=3) (perhaps changed since the load)\n")
                .contains("User: 1 difference in tables that were written since the load: may have changed since\n");
        assertThat(run("verify", "jobs/shop.yaml", "--json").out())
                .contains("\"changed\" : 0,\n      \"perhapsChanged\" : 1,");
        assertThat(directory.resolve("shop/verify.html")).content().contains("Perhaps changed since");
    }

    @Test
    void removesExtraItemsAfterWritingThemToAFile() throws IOException {
        migrateAndCorrupt();

        Answer answer = run("verify", "jobs/shop.yaml", "--repair", "--prune", "--json");

        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).contains("\"differences\" : 3,\n  \"left\" : 0,");
        assertThat(answer.out()).contains("\"written\" : 2,\n    \"pruned\" : 1,\n    \"claimed\" : 0,");
        assertThat(parts.target.items).doesNotContainKey(EXTRA).hasSize(25);
        Path file = exported().resolve("shop.json");
        assertThat(file)
                .hasContent("{\"Item\":{\"PK\":{\"S\":\"USER#x\"},\"SK\":{\"S\":\"y\"},\"n\":{\"N\":\"1\"}}}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(answer.out()).contains(file.toString());
        assertThat(run("verify", "jobs/shop.yaml").exit()).isZero();
    }

    /** A row may arrive between the comparison and the removal. */
    @Test
    void keepsAnExtraItemThatARowMakesByNow() {
        run("migrate", "jobs/shop.yaml");
        ItemKey late = new ItemKey("shop", new Value.Str("USER#99"), new Value.Str("late"));
        Map<String, Value> attributes =
                Map.of("PK", new Value.Str("USER#99"), "SK", new Value.Str("late"), "text", new Value.Str("late"));
        parts.target.items.put(late, new Item("shop", late, attributes, 20));
        parts.target.afterScan = () -> parts.source.rows("users").put(99L, "late");

        Answer answer = run("verify", "jobs/shop.yaml", "--repair", "--prune");

        assertThat(answer.exit()).isZero();
        assertThat(answer.out())
                .contains("Mended by this run: 0 items written and found equal, 0 extra items removed; 0 differences"
                        + " left.\n");
        assertThat(parts.target.items).containsKey(late);
    }

    @Test
    void saysWhetherWhatDiffersMayHaveChangedSinceTheLoad() {
        migrateAndCorrupt();

        assertThat(run("verify", "jobs/shop.yaml").out())
                .contains(
                        "Note: not written since the load began: \"public.users\"; what differs there was not changed in"
                                + " the source.\n");
        parts.source.written(new TableName("public", "users"));
        assertThat(run("verify", "jobs/shop.yaml").out())
                .contains(
                        "Note: written since the load began: \"public.users\"; what differs there may have changed since"
                                + " the load.\n");
    }

    @Test
    void refusesWhatWasNotLoaded() {
        Answer answer = run("verify", "jobs/shop.yaml", "--repair");

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.err())
                .contains("the load of job \"shop\" is not complete, so that there is nothing to mend yet;"
                        + " finish it with \"rowlift migrate\"; that writes what is missing");
    }

    @Test
    void refusesATargetThatIsSomebodyElses() {
        migrateAndCorrupt();
        parts.target.problems.add(new Problem(null, "table \"shop\" is another job's", "use another name"));

        Answer answer = run("verify", "jobs/shop.yaml", "--repair", "--prune");

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.err()).contains("table \"shop\" is another job's; use another name");
        assertThat(parts.target.items).containsKey(EXTRA).hasSize(25);
    }

    @Test
    void saysWhichOptionsGoTogether() {
        assertThat(run("verify", "jobs/shop.yaml", "--prune").err())
                .contains("\"--prune\" is given without \"--repair\"; use both");
        assertThat(run("verify", "jobs/shop.yaml", "--repair", "--sample", "3").err())
                .contains("\"--repair\" is given with \"--sample\", which cannot tell which items several rows make;"
                        + " leave one out");
        assertThat(run("verify", "jobs/shop.yaml", "--sample", "-1").err())
                .contains("\"--sample\" is -1; use a number of rows");
    }

    private void migrateAndCorrupt() {
        assertThat(run("migrate", "jobs/shop.yaml").exit()).isZero();
        List<ItemKey> keys = parts.target.items.keySet().stream().toList();
        parts.target.items.remove(keys.get(0));
        ItemKey second = keys.get(1);
        Map<String, Value> wrong = Map.of("PK", second.partition(), "SK", second.sort(), "text", new Value.Num("1"));
        parts.target.items.put(second, new Item("shop", second, wrong, 10));
        Map<String, Value> extra = new LinkedHashMap<>();
        extra.put("PK", EXTRA.partition());
        extra.put("SK", EXTRA.sort());
        extra.put("n", new Value.Num("1"));
        parts.target.items.put(EXTRA, new Item("shop", EXTRA, extra, 10));
    }

    private Path exported() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("shop"))) {
            return files.filter(path -> path.getFileName().toString().startsWith("pruned-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Answer run(String... arguments) {
        return new Shell(parts, directory).run(arguments);
    }
}
