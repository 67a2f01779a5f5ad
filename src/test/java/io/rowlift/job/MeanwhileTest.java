package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.RunListener.Milestone;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load without a log says which of its tables were written while it ran. */
class MeanwhileTest {

    private static final TableName ORDERS = new TableName("public", "orders");

    @TempDir
    Path directory;

    @Test
    void namesTablesOfTheMappingOnly() {
        Scenario shop = new Scenario(directory).given("users", 5).given("orders", 5);
        shop.target.beforeWrite(batch -> shop.source.written(ORDERS, new TableName("public", "audit")));
        assertThat(shop.migrate().meanwhile()).isEqualTo(new Activity(List.of(ORDERS), List.of()));
    }

    @Test
    void comparesWithTheFirstOfSeveralRuns() throws Throwable {
        Scenario shop = new Scenario(directory).given("orders", 50);
        assertThat(shop.crashAt(Milestone.WRITTEN, 2)).isTrue();
        shop.source.written(ORDERS);
        assertThat(shop.migrate().meanwhile()).isEqualTo(new Activity(List.of(ORDERS), List.of()));
    }

    @Test
    void hasNothingToSayAboutALoadThatWasComplete() {
        Scenario shop = new Scenario(directory).given("orders", 5);
        shop.migrate();
        shop.source.written(ORDERS);
        assertThat(shop.migrate().meanwhile()).isEqualTo(Activity.NONE);
    }
}
