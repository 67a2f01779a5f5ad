package io.rowlift.validate;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.Value;
import io.rowlift.schema.RowKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Expiries that do not do what was meant. DynamoDB deletes an item after its expiry, in seconds since 1970, and ignores
 * one that lies more than five years back.
 */
final class TtlSurvey {

    private final BigDecimal now;
    private final BigDecimal fiveYearsBack;
    private final BigDecimal farthest;
    private final Examples past = new Examples();
    private final Examples ignored = new Examples();
    private final Examples beyond = new Examples();
    private final Examples broken = new Examples();

    TtlSurvey(Instant now) {
        this.now = BigDecimal.valueOf(now.getEpochSecond());
        this.fiveYearsBack =
                BigDecimal.valueOf(now.atOffset(ZoneOffset.UTC).minusYears(5).toEpochSecond());
        // the year 9999: whoever comes later has written milliseconds
        this.farthest = BigDecimal.valueOf(253_402_300_799L);
    }

    void add(Item item, String attribute, long place, RowKey row) {
        if (!(item.attributes().get(attribute) instanceof Value.Num number)) {
            return;
        }
        BigDecimal end = new BigDecimal(number.text());
        if (end.stripTrailingZeros().scale() > 0) {
            broken.add(place, row);
        } else if (end.compareTo(farthest) > 0) {
            beyond.add(place, row);
        } else if (end.compareTo(fiveYearsBack) < 0) {
            ignored.add(place, row);
        } else if (end.compareTo(now) <= 0) {
            past.add(place, row);
        }
    }

    void merge(TtlSurvey other) {
        past.merge(other.past);
        ignored.merge(other.ignored);
        beyond.merge(other.beyond);
        broken.merge(other.broken);
    }

    /** Returns the rows whose items are deleted soon after they were written. */
    Examples past() {
        return past;
    }

    /** Returns the rows whose items stay although their expiry is over. */
    Examples ignored() {
        return ignored;
    }

    /** Returns the rows whose expiry has a fraction. */
    Examples broken() {
        return broken;
    }

    /** Returns the rows whose expiry is no number of seconds that anybody can mean. */
    Examples beyond() {
        return beyond;
    }
}
