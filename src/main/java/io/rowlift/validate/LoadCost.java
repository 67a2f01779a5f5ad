package io.rowlift.validate;

import java.math.BigDecimal;

/**
 * What a load and a month afterwards cost, before taxes, free tiers and discounts. Amounts are calculated exactly and
 * rounded up to the cent, so that none is too small.
 *
 * @param prices what it was calculated with
 * @param loadOnDemand the write request units of the load
 * @param provisionedUnits write capacity units, over all tables and indexes, that load in the same time; what the mapping
 *     provisions, where it does
 * @param provisionedHours started hours for which they are paid
 * @param loadProvisioned these units for these hours
 * @param storageMonth a month of what is stored after the load, in tables and indexes
 * @param capacityMonth a month of 730 hours of the read and write capacity that the mapping provisions; 0 on demand
 */
public record LoadCost(
        RegionPrices prices,
        BigDecimal loadOnDemand,
        long provisionedUnits,
        long provisionedHours,
        BigDecimal loadProvisioned,
        BigDecimal storageMonth,
        BigDecimal capacityMonth) {}
