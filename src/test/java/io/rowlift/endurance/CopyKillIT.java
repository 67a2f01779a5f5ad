package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.endurance.Bazaar.Copied;
import io.rowlift.endurance.Shop.Product;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.realdata.PlainDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills and disturbs a copy of tables in every phase and types the same command again: every row is in the target once,
 * nothing is missing, and the ledger says so. The number of kills and cuts is set by the system property
 * {@code rowlift.kills}, the moments by {@code rowlift.seed}.
 */
class CopyKillIT {

    private static final int KILLS = Integer.getInteger("rowlift.kills", 12);
    private static final long SEED = Long.getLong("rowlift.seed", System.nanoTime());

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, POSTGRESQL", "POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL", "MYSQL, MYSQL"})
    void undisturbedItIsWholeWithHostileNamesAndValues(Product source, Product target) throws Exception {
        Bazaar bazaar = new Bazaar(source);
        Copied copied = bazaar.copy(directory.resolve("copied"), target);
        try (Running run = copied.start()) {
            Answer answer = run.answer();
            assertThat(answer.exit()).as(answer.err()).isZero();
        }
        requireWhole(copied, "undisturbed");
        try (PlainDatabase from = bazaar.open();
                PlainDatabase copy = copied.open()) {
            for (String table : from.tables()) {
                assertThat(copy.indexes(table)).as(table).containsAll(from.indexes(table));
                assertThat(copy.foreignKeys(table)).as(table).isEqualTo(from.foreignKeys(table));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, POSTGRESQL", "POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL"})
    void atRandomMoments(Product source, Product target) throws Exception {
        atRandomMoments(source, target, (KILLS + 2) / 3);
    }

    @Tag("stress")
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, POSTGRESQL", "POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL", "MYSQL, MYSQL"})
    void atFiftyRandomMoments(Product source, Product target) throws Exception {
        atRandomMoments(source, target, 50);
    }

    private void atRandomMoments(Product source, Product target, int kills) throws Exception {
        System.out.println("rowlift.seed=" + SEED + " " + source + " to " + target);
        Random random = new Random(SEED ^ (source.name() + target.name()).hashCode());
        Bazaar bazaar = new Bazaar(source);
        Copied undisturbed = bazaar.copy(directory.resolve("undisturbed"), target);
        long began = System.nanoTime();
        try (Running run = undisturbed.start()) {
            assertThat(run.answer().exit()).isZero();
        }
        long whole = Duration.ofNanos(System.nanoTime() - began).toMillis();
        SortedMap<String, SortedSet<String>> objects = undisturbed.objects();
        Map<String, Integer> hits = new TreeMap<>();
        int done = 0;
        for (int round = 0; done < kills; round++) {
            Copied copied = bazaar.copy(directory.resolve("round-" + round), target);
            int most = Math.min(kills - done, 2 + random.nextInt(5));
            for (int i = 0; i < most; i++) {
                try (Running run = copied.start()) {
                    // the start of the virtual machine is a third of it, and the least interesting
                    long moment = random.nextInt(5) == 0 ? random.nextLong(whole) : whole / 3 + random.nextLong(whole);
                    if (run.endsWithin(Duration.ofMillis(moment)) || !run.kill()) {
                        Answer answer = run.answer();
                        assertThat(answer.exit()).as(answer.err()).isZero();
                        break;
                    }
                    done++;
                    hits.merge(standing(copied), 1, Integer::sum);
                }
            }
            finish(copied, "seed " + SEED + ", round " + round);
            assertThat(copied.objects()).isEqualTo(objects);
        }
        System.out.printf("%s to %s: %d kills: %s%n", source, target, done, hits);
    }

    /** What a killed run has left. */
    private static String standing(Copied copied) throws SQLException {
        try (PlainDatabase copy = copied.open()) {
            if (copy.tables().size() < 3) {
                return "before the tables";
            }
            SortedMap<String, Long> ledger = copy.ledger();
            return ledger.size() == 3 && !ledger.containsValue(-1L) ? "after the rows" : "among the rows";
        } catch (SQLException e) {
            return "before the ledger";
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL"})
    void atEveryMilestoneAndPhase(Product source, Product target) throws Exception {
        Bazaar bazaar = new Bazaar(source);
        Copied copied = bazaar.copy(directory.resolve("halted"), target);
        List<String> moments = new ArrayList<>();
        for (Milestone milestone : Milestone.values()) {
            moments.add(milestone.name());
        }
        // the completion is behind all rows: its phases come before the milestone at its end
        moments.addAll(
                moments.indexOf(Milestone.COMPLETED.name()),
                List.of(Phase.INDEXES.name(), Phase.FOREIGN_KEYS.name(), Phase.STATISTICS.name()));
        for (String moment : moments) {
            try (Running run = Program.startingFast(copied.directory())
                    .startTest(HaltedCopy.class, copied.job().toString(), moment)) {
                Answer halted = run.answer();
                assertThat(halted.exit()).as(moment + ": " + halted.err()).isEqualTo(Program.KILLED);
            }
        }
        finish(copied, "milestones");
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL"})
    void withConnectionsThatAreCut(Product source, Product target) throws Exception {
        cut(source, target, KILLS);
    }

    @Tag("stress")
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, POSTGRESQL", "POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL"})
    void withFiftyConnectionsThatAreCut(Product source, Product target) throws Exception {
        cut(source, target, 50);
    }

    private void cut(Product source, Product target, int cuts) throws Exception {
        System.out.println("rowlift.seed=" + SEED + " " + source + " to " + target);
        Bazaar bazaar = new Bazaar(source);
        int done = 0;
        for (int round = 0; done < cuts; round++) {
            String url = target.server().jdbcUrl("x");
            int port = Integer.parseInt(url.replaceAll("^.*:(\\d+)/.*$", "$1"));
            try (CuttingProxy proxy = new CuttingProxy(port, new Random(SEED + round), cuts - done)) {
                Copied direct = bazaar.copy(directory.resolve("direct-" + round), target);
                String through =
                        target.server().jdbcUrl(direct.database()).replace(":" + port + "/", ":" + proxy.port() + "/");
                Copied copied = bazaar.copy(directory.resolve("cut-" + round), target, direct.database(), through);
                try (Running run = copied.start()) {
                    Answer answer = run.answer();
                    assertThat(answer.exit()).as(answer.err()).isZero();
                }
                requireWhole(copied, "seed " + SEED + ", round " + round);
                done += proxy.cuts();
                assertThat(proxy.cuts()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL"})
    void whenTheTargetRestarts(Product source, Product target) throws Exception {
        Bazaar bazaar = new Bazaar(source);
        Copied copied = bazaar.copy(directory.resolve("restarted"), target);
        try (Running run = copied.start()) {
            while (run.process().isAlive() && !standing(copied).equals("among the rows")) {
                Thread.sleep(5);
            }
            target.server().restart();
            Answer answer = run.answer();
            assertThat(answer.exit()).as(answer.err()).isZero();
        }
        requireWhole(copied, "restarted");
    }

    private static void finish(Copied copied, String story) throws Exception {
        try (Running run = copied.start()) {
            Answer answer = run.answer();
            assertThat(answer.exit()).as(story + ": " + answer.err()).isZero();
        }
        requireWhole(copied, story);
    }

    private static void requireWhole(Copied copied, String story) throws Exception {
        SortedMap<String, List<String>> expected = copied.bazaar().expected(copied.target());
        SortedMap<String, List<String>> found = copied.rows();
        assertThat(found.keySet()).as(story).isEqualTo(expected.keySet());
        Map<String, Long> counts = new TreeMap<>();
        for (String table : expected.keySet()) {
            assertThat(found.get(table)).as(story + ", " + table).isEqualTo(expected.get(table));
            counts.put(table, (long) found.get(table).size());
        }
        try (PlainDatabase copy = copied.open()) {
            assertThat(copy.ledger()).as(story).isEqualTo(counts);
            copy.insert("Select", copied.bazaar().stall(copied.target()));
        }
        EntityStatus.Counts total = copied.total();
        assertThat(total.rows()).as(story).isEqualTo(Bazaar.STALLS + Bazaar.WARES + Bazaar.CRIES);
        assertThat(total.rejected()).as(story).isEqualTo(copied.bazaar().rejected(copied.target()));
        assertThat(total.acknowledged()).as(story).isEqualTo(total.rows() - total.rejected());
    }

    @Test
    void thereIsATableWithoutAKey() throws Exception {
        try (PlainDatabase bazaar = new Bazaar(Product.POSTGRESQL).open()) {
            assertThat(bazaar.indexes("cries")).isEmpty();
            assertThat(bazaar.rows("cries")).hasSize(Bazaar.CRIES);
        }
    }
}
