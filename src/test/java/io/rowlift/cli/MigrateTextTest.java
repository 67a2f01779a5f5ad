package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.console.CountWords;
import io.rowlift.job.MigrationSummary;
import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.target.Traffic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrateTextTest {

    @Test
    void namesWhatWasWrittenMeanwhileAndWhatCannotBeTold() {
        Activity meanwhile = new Activity(
                List.of(new TableName("public", "users"), new TableName("public", "orders")),
                List.of(new TableName("public", "sales_view")));
        assertThat(text(meanwhile)).contains("""
                Written since the migration began: public.orders, public.users. What changed there after it was read is not in the target.
                The source cannot tell whether these were written since the migration began: public.sales_view.
                """);
    }

    @Test
    void saysNothingAboutAQuietSource() {
        assertThat(text(Activity.NONE)).doesNotContain("since the migration began");
    }

    private static String text(Activity meanwhile) {
        StringWriter text = new StringWriter();
        MigrationSummary summary = new MigrationSummary(
                Outcome.COMPLETED, List.of(), Counts.ZERO, new Traffic(0, 0, 0), Duration.ofSeconds(1), meanwhile);
        new MigrateText("shop", Path.of("jobs/shop.yaml"), CountWords.ITEMS)
                .print(summary, new PrintWriter(text, true));
        return text.toString().replace("\r\n", "\n");
    }
}
