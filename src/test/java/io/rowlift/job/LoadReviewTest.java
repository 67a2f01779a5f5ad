package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.LoadRecord;
import io.rowlift.job.store.RunStatus;
import io.rowlift.mapping.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a load while another process has its state open. */
class LoadReviewTest {

    private static final Mapping NOTHING = new Mapping("mappings/shop.yaml", Map.of(), Map.of(), Map.of());

    @Test
    void aLoadThatRuns() {
        assertThat(notices(EntityStatus.State.DONE, EntityStatus.State.LOADING))
                .containsExactly(
                        "migration \"shop\" is running: what it has not loaded yet will be missing, and whether"
                                + " its mapping was changed cannot be told now");
    }

    @Test
    void aRepairOfALoadThatIsComplete() {
        assertThat(notices(EntityStatus.State.DONE, EntityStatus.State.DONE))
                .containsExactly(
                        "migration \"shop\" is loaded, and another run mends it: what it has not mended yet will"
                                + " differ, and whether its mapping was changed cannot be told now");
    }

    private static List<String> notices(EntityStatus.State... states) {
        List<EntityStatus> entities = List.of(states).stream()
                .map(state -> new EntityStatus("User", state, 1, 0, Counts.ZERO))
                .toList();
        RunStatus status =
                new RunStatus("shop", RunStatus.State.RUNNING, null, null, Instant.EPOCH, 0, 0, null, entities);
        return new LoadReview(new LoadRecord(status, List.of(), null), NOTHING).notices(Map.of());
    }
}
