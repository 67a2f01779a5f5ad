package io.rowlift.validate;

import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.validate.Pace.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a full load takes by what limits the writing, and what it costs. Only the target's side: how fast the source is
 * read, and how many workers do it, is measured and not calculated. Limits are those of the developer guide: a new table on
 * demand takes 4,000 write units per second and so does each of its indexes, a partition 1,000; a table waits for its
 * slowest index. Tables count as loaded one after the other.
 *
 * @param loads what is written, by table
 * @param total items of all tables; bytes, units and storage include the indexes
 * @param paces what limits, longest first; at least one unless there is nothing to write
 * @param cost what it costs, or null when the region's prices are not known
 * @param unpriced why there is no cost, or null
 */
public record LoadPlan(
        List<TableLoad> loads,
        Volume total,
        List<Pace> paces,
        @Nullable LoadCost cost,
        @Nullable String unpriced) {

    /** Write units that a new table on demand, or an index of it, takes in a second. */
    public static final long NEW_ON_DEMAND = 4_000;

    /** Write units that a partition takes in a second. */
    public static final long PARTITION = 1_000;

    public LoadPlan {
        loads = List.copyOf(loads);
        paces = List.copyOf(paces);
    }

    /**
     * Plans a load.
     *
     * @param maxWriteUnits the job's ceiling on write units per second, 0 for none
     * @param region the job's region, or null when the job names none
     */
    public static LoadPlan of(List<TableLoad> loads, int maxWriteUnits, @Nullable String region, Prices prices) {
        List<Pace> paces = paces(loads, maxWriteUnits);
        Duration duration = paces.isEmpty() ? Duration.ZERO : paces.get(0).duration();
        LoadCost cost = prices.of(region)
                .map(known -> new Costing(known, duration).of(loads))
                .orElse(null);
        return new LoadPlan(loads, total(loads), paces, cost, cost == null ? Prices.unknown(region) : null);
    }

    /** Returns how long the load takes by the slowest limit. */
    public Duration duration() {
        return paces.isEmpty() ? Duration.ZERO : paces.get(0).duration();
    }

    private static Volume total(List<TableLoad> loads) {
        Volume all = loads.stream().flatMap(TableLoad::parts).reduce(Volume.NONE, Volume::plus);
        long items = loads.stream().mapToLong(load -> load.own().items()).sum();
        return new Volume(items, all.bytes(), all.writeUnits(), all.storedBytes(), all.largestKeyUnits());
    }

    private static List<Pace> paces(List<TableLoad> loads, int maxWriteUnits) {
        List<Pace> paces = new ArrayList<>();
        long units = loads.stream().mapToLong(TableLoad::writeUnits).sum();
        if (units == 0) {
            return paces;
        }
        if (maxWriteUnits > 0) {
            paces.add(Pace.of(Limit.CEILING, units, maxWriteUnits));
        }
        capacity(loads, paces);
        long largestKey = total(loads).largestKeyUnits();
        if (largestKey > 0) {
            paces.add(Pace.of(Limit.PARTITION, largestKey, PARTITION));
        }
        paces.sort(Comparator.comparing(Pace::duration).reversed());
        return paces;
    }

    /** What the tables themselves take, one after the other; with both kinds of billing in one mapping, all together. */
    private static void capacity(List<TableLoad> loads, List<Pace> paces) {
        long onDemand = 0;
        Duration provisioned = Duration.ZERO;
        long slowest = Long.MAX_VALUE;
        for (TableLoad load : loads) {
            long most = load.parts().mapToLong(Volume::writeUnits).max().orElse(0);
            if (load.design().billing() instanceof Billing.Provisioned reserved) {
                long rate = Math.max(1, reserved.write());
                provisioned = provisioned.plusSeconds(Pace.ceil(most, rate));
                slowest = Math.min(slowest, rate);
            } else {
                onDemand += most;
            }
        }
        Duration others = Duration.ofSeconds(Pace.ceil(onDemand, NEW_ON_DEMAND));
        if (provisioned.isZero()) {
            if (onDemand > 0) {
                paces.add(Pace.of(Limit.NEW_ON_DEMAND, onDemand, NEW_ON_DEMAND));
            }
        } else {
            paces.add(new Pace(Limit.PROVISIONED, slowest, provisioned.plus(others)));
        }
    }
}
