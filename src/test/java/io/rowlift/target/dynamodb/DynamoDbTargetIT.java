package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.RunSignal;
import io.rowlift.servers.Servers;
import io.rowlift.target.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract on DynamoDB Local. */
class DynamoDbTargetIT extends TargetContract {

    @Override
    DynamoDbTarget open() {
        return DynamoDbTarget.open(
                Designs.settings(Servers.dynamodb().endpoint(), Designs.unique()),
                Designs.mapping(Designs.shop()),
                Designs.OWNER,
                new RunSignal());
    }

    @Test
    void countsWhatItDid() {
        DynamoDbTarget target = open();
        target.prepare();

        target.write(List.of(
                item("ORDER#1", "METADATA", "GSI1PK", "STATUS#open", "GSI1SK", "2026-01-01"),
                item("ORDER#2", "METADATA", "text", "x".repeat(1500))));

        assertThat(target.traffic()).isEqualTo(new Traffic(2, 4, 0));
        target.close();
    }
}
