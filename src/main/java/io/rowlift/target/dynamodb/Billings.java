package io.rowlift.target.dynamodb;

import io.rowlift.mapping.TableDesign.Billing;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** How a table's capacity is paid, in the words of mapping files. */
final class Billings {

    private Billings() {}

    static String expected(Billing billing) {
        return billing instanceof Billing.Provisioned units ? text(units.read(), units.write()) : "on-demand";
    }

    /** A table without a summary has been provisioned since it was created. */
    static String found(TableDescription table) {
        boolean onDemand = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        return onDemand
                ? "on-demand"
                : text(
                        table.provisionedThroughput().readCapacityUnits(),
                        table.provisionedThroughput().writeCapacityUnits());
    }

    private static String text(long read, long write) {
        return "{ read: " + read + ", write: " + write + " }";
    }
}
