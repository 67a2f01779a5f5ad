package io.rowlift.job;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** When something is to be done again and again. */
public final class Schedule {

    private final CronExpression expression;
    private final ZoneId timeZone;

    /**
     * Reads a cron expression.
     *
     * @param fields minute, hour, day of month, month and day of week; both days have to fit
     * @param timeZone in which it is meant
     * @throws IllegalArgumentException when a field is out of range, saying which
     */
    public Schedule(String fields, ZoneId timeZone) {
        this.expression = CronExpression.parse("0 " + fields);
        this.timeZone = timeZone;
    }

    /** Returns the next moment after another one; nothing where no day ever fits. */
    public Optional<Instant> after(Instant moment) {
        return Optional.ofNullable(expression.next(moment.atZone(timeZone))).map(next -> next.toInstant());
    }
}
