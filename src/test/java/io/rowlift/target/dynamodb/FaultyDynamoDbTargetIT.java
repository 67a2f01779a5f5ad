package io.rowlift.target.dynamodb;

import io.rowlift.plan.RunSignal;
import io.rowlift.servers.Servers;
import io.rowlift.target.testing.Fault;
import io.rowlift.target.testing.FaultPlan;
import io.rowlift.target.testing.FaultProxy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The contract on a service that breaks down all the time, while writing and while reading. */
class FaultyDynamoDbTargetIT extends TargetContract {

    private static final Map<Fault, Double> SHARES = Map.of(
            Fault.THROTTLED, 0.05,
            Fault.REQUEST_LIMIT, 0.03,
            Fault.ERROR_BEFORE, 0.05,
            Fault.ERROR_AFTER, 0.05,
            Fault.DROPPED_BEFORE, 0.05,
            Fault.DROPPED_AFTER, 0.05);

    private FaultProxy proxy;

    @Override
    DynamoDbTarget open() {
        FaultPlan writes = FaultPlan.random(1, "BatchWriteItem", SHARES);
        FaultPlan gets = FaultPlan.random(2, "BatchGetItem", SHARES);
        FaultPlan scans = FaultPlan.random(3, "Scan", SHARES);
        FaultPlan queries = FaultPlan.random(4, "Query", SHARES);
        proxy = FaultProxy.start(Servers.dynamodb().endpoint(), operation -> switch (operation) {
            case "BatchWriteItem" -> writes.next(operation);
            case "BatchGetItem" -> gets.next(operation);
            case "Scan" -> scans.next(operation);
            default -> queries.next(operation);
        });
        return DynamoDbTarget.open(
                Designs.settings(proxy.endpoint(), Designs.unique()),
                Designs.mapping(Designs.shop()),
                Designs.OWNER,
                new RunSignal(),
                FaultsIT.FAST);
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }
}
