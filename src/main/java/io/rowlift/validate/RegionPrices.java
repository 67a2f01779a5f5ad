package io.rowlift.validate;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What DynamoDB costs in one region, standard table class, before taxes, free tiers and discounts.
 *
 * @param region AWS region
 * @param date when the oldest of these prices was seen
 * @param source where they were seen
 * @param currency of all prices, for example {@code USD}
 * @param writeMillion a million write request units on demand
 * @param readMillion a million read request units on demand
 * @param writeHour a provisioned write capacity unit for an hour
 * @param readHour a provisioned read capacity unit for an hour
 * @param storageMonth a GB (2^30 bytes) for a month
 */
public record RegionPrices(
        String region,
        LocalDate date,
        String source,
        String currency,
        BigDecimal writeMillion,
        BigDecimal readMillion,
        BigDecimal writeHour,
        BigDecimal readHour,
        BigDecimal storageMonth) {}
