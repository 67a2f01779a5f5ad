package io.rowlift.validate;

import io.rowlift.mapping.TableDesign.Billing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * Calculates what a load costs.
 *
 * @param prices of the region
 * @param duration how long the load takes
 */
record Costing(RegionPrices prices, Duration duration) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal GB = BigDecimal.valueOf(1L << 30);
    private static final long HOUR = 3600;

    /** Hours of a month as AWS's own calculator counts them. */
    private static final BigDecimal MONTH = BigDecimal.valueOf(730);

    LoadCost of(List<TableLoad> loads) {
        long units = loads.stream().mapToLong(TableLoad::writeUnits).sum();
        long stored = loads.stream().mapToLong(TableLoad::storedBytes).sum();
        long hours = units == 0 ? 0 : Math.max(1, Pace.ceil(duration.toSeconds(), HOUR));
        long provisioned = loads.stream().mapToLong(this::unitsToLoad).sum();
        return new LoadCost(
                prices,
                cents(prices.writeMillion().multiply(BigDecimal.valueOf(units)), MILLION),
                provisioned,
                hours,
                cents(
                        prices.writeHour()
                                .multiply(BigDecimal.valueOf(provisioned))
                                .multiply(BigDecimal.valueOf(hours)),
                        BigDecimal.ONE),
                cents(prices.storageMonth().multiply(BigDecimal.valueOf(stored)), GB),
                cents(
                        loads.stream()
                                .map(this::hour)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .multiply(MONTH),
                        BigDecimal.ONE));
    }

    /** The units that load a table and each of its indexes in the given time, unless the mapping says how many there are. */
    private long unitsToLoad(TableLoad load) {
        if (load.design().billing() instanceof Billing.Provisioned reserved) {
            return reserved.write() * load.parts().count();
        }
        long seconds = Math.max(1, duration.toSeconds());
        return load.parts()
                .mapToLong(part -> part.writeUnits() == 0 ? 0 : Pace.ceil(part.writeUnits(), seconds))
                .sum();
    }

    private BigDecimal hour(TableLoad load) {
        if (load.design().billing() instanceof Billing.Provisioned reserved) {
            BigDecimal each = prices.writeHour()
                    .multiply(BigDecimal.valueOf(reserved.write()))
                    .add(prices.readHour().multiply(BigDecimal.valueOf(reserved.read())));
            return each.multiply(BigDecimal.valueOf(load.parts().count()));
        }
        return BigDecimal.ZERO;
    }

    private static BigDecimal cents(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, 2, RoundingMode.CEILING);
    }
}
