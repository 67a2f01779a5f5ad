package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RunStatus;
import io.rowlift.job.testing.Shop;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run may continue, what it refuses to continue, and what {@code --restart} forgets. */
class RestartTest {

    @TempDir
    private Path directory;

    private Scenario shop;

    @BeforeEach
    void begin() {
        shop = new Scenario(directory).given("User", 95).given("Order", 25);
    }

    @Test
    void restartLoadsEverythingAgain() {
        shop.migrate();

        MigrationSummary summary = shop.migrate(MigrateOptions.RESTART);

        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(summary.total()).isEqualTo(new Counts(120, 120, 0, 240, 240));
        assertThat(shop.target.written()).isEqualTo(480);
    }

    @Test
    void restartOfOneEntityLoadsThatOneAgain() {
        shop.migrate();

        MigrationSummary summary = shop.migrate(MigrateOptions.restart("Order"));

        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(summary.loaded()).isEqualTo(new Counts(25, 25, 0, 50, 50));
        assertThat(summary.total()).isEqualTo(new Counts(120, 120, 0, 240, 240));
        assertThat(shop.target.written()).isEqualTo(290);
    }

    @Test
    void aRestartThatIsRefusedForgetsNothing() {
        MigrationSummary before = shop.migrate();
        shop.target.refuse(new Problem(null, "table \"shop\" belongs to somebody else", "give it another"));

        for (MigrateOptions options : List.of(MigrateOptions.RESTART, MigrateOptions.restart("Order"))) {
            assertThatThrownBy(() -> shop.migrate(options)).isInstanceOf(RefusedException.class);
        }

        assertThat(shop.status()).isEqualTo(before.entities());
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.WAS_COMPLETE);
    }

    @Test
    void aRestartWhoseKeysCollideForgetsNothing() {
        shop.unproved(Map.of("Order", "text is not unique"));
        MigrationSummary before = shop.migrate();
        shop.source.write("Order", 26, "row 7");

        for (MigrateOptions options : List.of(MigrateOptions.RESTART, MigrateOptions.restart("Order"))) {
            assertThatThrownBy(() -> shop.migrate(options)).isInstanceOf(RefusedException.class);
        }

        assertThat(shop.status()).isEqualTo(before.entities());
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.WAS_COMPLETE);
    }

    @Test
    void aFirstRunThatIsRefusedLeavesNoTrace() {
        shop.target.refuse(new Problem(null, "table \"shop\" is not empty", "empty it"));

        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(RefusedException.class);

        assertThat(shop.peek().state()).isEqualTo(RunStatus.State.NOT_STARTED);
        assertThat(shop.peek().started()).isNull();
        assertThat(shop.status()).isEmpty();
    }

    @Test
    void aContinuationThatIsRefusedIsStillWhatItWas() {
        shop.crashAt(Milestone.RECORDED, 3);
        List<EntityStatus> before = shop.status();
        shop.target.refuse(new Problem(null, "table \"shop\" belongs to somebody else", "give it another"));

        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(RefusedException.class);

        assertThat(shop.peek().state()).isEqualTo(RunStatus.State.UNFINISHED);
        assertThat(shop.status()).isEqualTo(before);
    }

    @Test
    void restartOfAnUnknownEntitySuggestsOne() {
        assertThatThrownBy(() -> shop.migrate(MigrateOptions.restart("Orders")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("--restart names entity \"Orders\", which the mapping does not have;"
                        + " did you mean \"Order\"?");
    }

    @Test
    void aChangedEntityIsRefusedAlone() {
        shop.crashAt(Milestone.RECORDED, 3);
        change("Order");
        assertThat(shop.migrate().outcome())
                .as("Order was not begun when it was changed, User was not changed")
                .isEqualTo(Outcome.COMPLETED);
        change("User");
        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessage("""
                        mappings/shop.yaml:7: entity "User" was changed since its load began:
                          - item 1: key: PK: "User#{id}"
                          + item 1: key: PK: "changed#{id}"
                        ; undo the change, or load the entity anew with rowlift migrate JOB --restart User""");
        assertThat(shop.migrate(MigrateOptions.restart("User")).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.WAS_COMPLETE);
    }

    @Test
    void aChangedTableIsRefusedWithTheDifference() {
        shop.crashAt(Milestone.RECORDED, 3);
        shop.source.alter("User", "User.id bigint not null", "User.text varchar(200)", "User.age integer");

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessage("mappings/shop.yaml:7: a table that entity \"User\" reads was changed since its load"
                        + " began:\n"
                        + "  - User.text varchar(100)\n"
                        + "  + User.text varchar(200)\n"
                        + "  + User.age integer\n"
                        + "; undo the change, or load the entity anew with rowlift migrate JOB --restart User");
    }

    @Test
    void aTableThatChangesDuringTheRunStopsItWithTheDifference() {
        shop.load(1, 10, 40);
        shop.target.beforeWrite(batch -> shop.source.alter("User", "User.id bigint not null"));

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(FailedException.class)
                .hasMessage("a table that entity \"User\" reads was changed during the run:\n"
                        + "  - User.text varchar(100)\n"
                        + "; undo the change and run the same command again, or load the entity anew with"
                        + " rowlift migrate JOB --restart User");
        assertThat(shop.status().get(0).rangesDone()).isEqualTo(0);
        assertThat(shop.status().get(0).counts().rows()).isEqualTo(40);
    }

    @Test
    void anotherSourceIsRefused() {
        shop.crashAt(Milestone.RECORDED, 3);
        shop.source.identity("memory store");

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessage("the source is not the database from which this migration was begun: found memory store,"
                        + " expected memory shop; connect to that database again, or begin anew with rowlift"
                        + " migrate JOB --restart");
    }

    @Test
    void anotherTargetIsRefused() {
        shop.crashAt(Milestone.RECORDED, 3);
        shop.target.identity("memory table, created again");

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessage("the target is not the one to which this migration was begun: found memory table, created"
                        + " again, expected memory table, created; connect to that target again, or begin anew with"
                        + " rowlift migrate JOB --restart");
        assertThat(shop.migrate(MigrateOptions.RESTART).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void anEntityThatIsGoneFromTheMappingIsRefusedUntilItIsForgotten() {
        shop.migrate();
        shop.mapping = Shop.mapping("User");

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessage("entity \"Order\" is part of this migration, but the mapping does not have it any more;"
                        + " put it back, or forget it with rowlift migrate JOB --restart Order; its items"
                        + " stay in the target");
        assertThat(shop.migrate(MigrateOptions.restart("Order")).outcome()).isEqualTo(Outcome.WAS_COMPLETE);
        assertThat(shop.status()).hasSize(1);
    }

    @Test
    void anEntityThatIsNewInTheMappingIsLoaded() {
        shop.migrate();
        shop.source.table("Product", 5);
        shop.mapping = Shop.mapping("Product", "User", "Order");

        MigrationSummary summary = shop.migrate();

        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(summary.loaded()).isEqualTo(new Counts(5, 5, 0, 10, 10));
        assertThat(summary.entities()).extracting(e -> e.entity()).containsExactly("Product", "User", "Order");
    }

    @Test
    void everythingMayChangeAsLongAsNothingWasPlanned() {
        shop.target.refuse(new Problem(null, "table \"shop\" is not empty", "empty it"));
        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessage("table \"shop\" is not empty; empty it");
        change("User");
        shop.source.identity("memory store");

        assertThat(shop.migrate(new MigrateOptions(false, null, true)).outcome())
                .isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aMappingThatDoesNotFitTheSourceIsRefusedWhole() {
        shop.mapping = Shop.mapping("Users", "Orders");

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("table \"Users\" does not exist; create it\ntable \"Orders\" does not exist; create it");
        assertThat(shop.target.identity()).isEqualTo("memory table, not created");
    }

    private void change(String entity) {
        Map<String, Entity> entities = new LinkedHashMap<>(shop.mapping().entities());
        entities.put(entity, Shop.entity(entity, "changed#{id}"));
        shop.mapping = new Mapping("mappings/shop.yaml", shop.mapping().tables(), entities, Map.of());
    }
}
