package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.target.testing.StandIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandInIT {

    @Test
    void countsWhatItTakesAndRequestsAreNeverLargerThanEstimated() throws Exception {
        List<Item> items = List.of(
                item("a", "1", "text", "\"PutRequest\":{\\\u0001€😀".repeat(40)),
                item("a", "2", "n", new Value.Num("-1" + "0".repeat(100)), "b", new Value.Bin(new byte[1000])),
                item("a", "3", "l", new Value.ListOf(List.of(new Value.Null(), new Value.Bool(false)))),
                item("a", "4", "m", new Value.MapOf(Map.of("\"", new Value.SetOf(Set.of(new Value.Num("1")))))));
        long estimate =
                items.stream().mapToLong(i -> WireSize.ofPut(i.attributes())).sum();
        try (StandIn server = StandIn.start();
                DynamoDbTarget target = DynamoDbTarget.open(
                        Designs.settings(server.endpoint(), "shop"),
                        Designs.mapping(Designs.shop()),
                        Designs.OWNER,
                        new RunSignal())) {
            target.prepare();
            target.write(items);
            target.write(
                    IntStream.range(0, 1000).mapToObj(i -> item("b", "" + i)).toList());
            target.complete();

            assertThat(server.items()).isEqualTo(1004);
            assertThat(server.batches()).isEqualTo(41);
            assertThat(target.traffic().written()).isEqualTo(1004);
            assertThat(target.check(false)).isEmpty();
        }
        try (StandIn server = StandIn.start();
                DynamoDbTarget target = DynamoDbTarget.open(
                        Designs.settings(server.endpoint(), "shop"),
                        Designs.mapping(Designs.shop()),
                        Designs.OWNER,
                        new RunSignal())) {
            target.write(items);

            String counters = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.endpoint()).build(), BodyHandlers.ofString())
                    .body();
            long bytes = Long.parseLong(counters.replaceAll(".*\"bytes\":([0-9]+).*", "$1"));
            assertThat(counters).startsWith("{\"batches\":1,\"items\":4,");
            assertThat(bytes).isLessThan(estimate + 100).isGreaterThan(estimate / 4);
        }
    }
}
