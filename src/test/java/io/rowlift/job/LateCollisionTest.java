package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.store.Reject;
import io.rowlift.job.testing.Shop;
import io.rowlift.problem.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows whose keys nobody has checked because they came, or could be mapped, only after the check. */
class LateCollisionTest {

    @TempDir
    Path directory;

    private Scenario shop;

    @BeforeEach
    void begin() {
        shop = new Scenario(directory)
                .given("User", 20)
                .unproved(Map.of("User", "text is not unique"))
                .limit("3", false);
    }

    @Test
    void aReplayedRowDoesNotTakeAnotherRowsItem() {
        shop.source.rows("User").put(5L, "bad");
        shop.migrate();
        Object item = shop.target.items().get(Shop.key("User-TEXT#row 7"));
        shop.source.rows("User").put(5L, "row 7");

        assertThat(shop.replay().mapped()).isZero();

        assertThat(shop.target.items().get(Shop.key("User-TEXT#row 7"))).isEqualTo(item);
        assertThat(shop.rejects())
                .extracting(Reject::reason)
                .containsExactly("the target holds an item of another row under the key of one of this row's items");
    }

    @Test
    void anEntityThatIsLoadedAgainIsCheckedAgain() {
        shop.migrate();
        shop.source.rows("User").put(21L, "row 7");
        assertThatThrownBy(() -> shop.migrate(MigrateOptions.restart("User")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("User(id=7)")
                .hasMessageContaining("User(id=21)");
    }
}
