package io.rowlift.target.dynamodb;

import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The expiry of items: compared before the load, switched on after it, so that nothing expires in between. */
final class TimeToLive {

    private static final String REMEDY =
            "write the attribute as \"ttl\" of the table in the mapping, or switch the expiry off";

    private final TableCalls calls;

    TimeToLive(TableCalls calls) {
        this.calls = calls;
    }

    /** Returns what is wrong with an existing table's expiry, or null. */
    @Nullable
    Problem check(TableDesign design, String physical) {
        String found = attribute(calls.timeToLive(physical));
        if (found == null || found.equals(design.ttl())) {
            return null;
        }
        return new Problem(design.location(), difference(design, physical, found), REMEDY);
    }

    /** Switches the expiry on if the mapping has one and it is not on yet. */
    void complete(TableDesign design, String physical) {
        if (design.ttl() == null) {
            return;
        }
        TimeToLiveDescription now = calls.timeToLive(physical);
        String found = attribute(now);
        if (found != null && !found.equals(design.ttl())) {
            throw new FailedException(difference(design, physical, found), REMEDY, null);
        }
        if (now.timeToLiveStatus() == TimeToLiveStatus.DISABLING) {
            throw new FailedException(
                    "the expiry of table \"" + physical + "\" is just being switched off",
                    "run the same command again in an hour: all items are there, only the expiry is missing",
                    null);
        }
        if (found == null) {
            calls.expireBy(physical, Objects.requireNonNull(design.ttl(), "checked above"));
        }
    }

    private static String difference(TableDesign design, String physical, String found) {
        return "table \"" + physical + "\" expires items by attribute \"" + found + "\", the mapping "
                + (design.ttl() == null ? "has no \"ttl\"" : "says \"" + design.ttl() + "\"");
    }

    /** Returns the attribute that items expire by, or null when they do not. */
    static @Nullable String attribute(TimeToLiveDescription description) {
        TimeToLiveStatus status = description.timeToLiveStatus();
        boolean on = status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
        return on ? description.attributeName() : null;
    }
}
