package io.rowlift.verify;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Value;
import io.rowlift.target.TargetReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells which items may be absent because the target deletes them.
 *
 * @param attributes by table, only of tables whose expiry is switched on at the target
 * @param began when the comparison began
 * @param clock tells when an item is looked at: it may have been deleted until then
 */
record Expiry(Map<String, String> attributes, Instant began, InstantSource clock) {

    /** DynamoDB's guide to TTL: items whose time is older than five years are not deleted. */
    private static final int YEARS = 5;

    /** Asks the target about every table of the mapping. */
    static Expiry of(Mapping mapping, TargetReader target, Instant began) {
        Map<String, String> attributes = new HashMap<>();
        for (String table : mapping.tables().keySet()) {
            target.expiry(table).ifPresent(attribute -> attributes.put(table, attribute));
        }
        return new Expiry(attributes, began, InstantSource.system());
    }

    /** Returns whether the target deletes such an item at any time, or has done so. */
    boolean over(Item item) {
        String attribute = attributes.get(item.table());
        return attribute != null
                && item.attributes().get(attribute) instanceof Value.Num end
                && within(new BigDecimal(end.text()));
    }

    private boolean within(BigDecimal seconds) {
        boolean whole = seconds.stripTrailingZeros().scale() <= 0;
        Instant oldest = began.atOffset(ZoneOffset.UTC).minusYears(YEARS).toInstant();
        return whole
                && seconds.compareTo(BigDecimal.valueOf(clock.instant().getEpochSecond())) <= 0
                && seconds.compareTo(BigDecimal.valueOf(oldest.getEpochSecond())) >= 0;
    }
}
