package io.rowlift.source;

import io.rowlift.schema.TableName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a source's log tells, in the order of the log: only committed transactions, one after the other. */
public sealed interface LogEvent {

    /**
     * A row was inserted, updated or deleted. The columns are those of the table's {@link Capture.Watched}, in its order;
     * values are texts from which the source makes the same value again, as {@link io.rowlift.schema.RowKey} takes them,
     * and null is SQL's NULL.
     *
     * @param table whose row it is; for a partition the table that is watched
     * @param before the values before the change, null for a row that was inserted
     * @param after the values after the change, null for a row that was deleted
     */
    record Changed(
            TableName table,
            @Nullable List<@Nullable String> before,
            @Nullable List<@Nullable String> after) implements LogEvent {}

    /** All rows of a watched table were removed at once. */
    record Truncated(TableName table) implements LogEvent {}

    /**
     * The definition of a watched table was changed: what follows has the new one.
     *
     * @param what says it in words, for messages
     */
    record Altered(TableName table, String what) implements LogEvent {}

    /**
     * Everything up to a place has been handed over: a transaction was committed, or nothing that is watched was written.
     *
     * @param position the place; beginning again here misses nothing and repeats nothing
     * @param transaction how the product names the transaction that was committed, for {@link ChangeStream#awaitVisible};
     *     null when nothing that is watched was committed
     * @param at when it was committed, or when the source was last known to have written nothing more; by its clock
     */
    record Reached(LogPosition position, @Nullable String transaction, Instant at) implements LogEvent {}
}
