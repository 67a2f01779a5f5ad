package io.rowlift.config;

import io.rowlift.plan.Job.Sync;
import io.rowlift.plan.Job.Sync.Mode;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code sync}. */
final class SyncSection {

    private static final Duration OVERLAP = Duration.ofSeconds(60);

    /** Minute, hour, day of month, month, day of week: as crontab has them. */
    private static final Pattern CRON = Pattern.compile("[0-9A-Za-z*/,?#-]+( +[0-9A-Za-z*/,?#-]+){4}");

    private SyncSection() {}

    static @Nullable Sync read(Fields job) {
        Node node = job.node("sync");
        if (node == null) {
            return null;
        }
        Fields sync = Fields.open(node, Keys.SYNC, job.scope().in("sync"));
        Mode mode = sync.oneOf("mode", Words.SYNC_MODES, Mode.WATERMARK);
        Map<String, String> watermark = sync.textByName("watermark");
        if (mode == Mode.WATERMARK && !sync.has("watermark")) {
            sync.scope()
                    .report(
                            sync.location("mode"),
                            "mode \"watermark\" needs to know which column says when a row was changed",
                            "write watermark: { \"*\": updated_at }");
        }
        if (mode == Mode.LOG && sync.has("watermark")) {
            sync.scope()
                    .report(
                            sync.location("watermark"),
                            "\"watermark\" has no meaning with mode \"log\"",
                            "remove one of the two");
        }
        return new Sync(mode, watermark, overlap(sync), schedule(sync), timeZone(sync));
    }

    private static Duration overlap(Fields sync) {
        Node node = sync.node("overlap");
        Duration overlap = node == null ? null : Scalars.duration(node, "\"overlap\"", sync.scope());
        return Objects.requireNonNullElse(overlap, OVERLAP);
    }

    private static ZoneId timeZone(Fields sync) {
        Node node = sync.node("timeZone");
        String name = sync.textOrNull("timeZone");
        if (node == null || name == null) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            Scalars.wrong(
                    node,
                    "\"timeZone\"",
                    "the name of a time zone, such as \"Europe/Berlin\" or \"UTC\"",
                    "names are those of the IANA time zone database",
                    sync.scope());
            return ZoneOffset.UTC;
        }
        return ZoneId.of(name);
    }

    private static @Nullable String schedule(Fields sync) {
        Node node = sync.node("schedule");
        String schedule = sync.textOrNull("schedule");
        if (node != null && schedule != null && !CRON.matcher(schedule).matches()) {
            Scalars.wrong(
                    node,
                    "\"schedule\"",
                    "a cron expression of five fields, such as \"*/5 * * * *\"",
                    "the fields are minute, hour, day of month, month and day of week",
                    sync.scope());
        }
        return schedule;
    }
}
