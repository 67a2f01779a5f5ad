package io.rowlift.source;

import io.rowlift.schema.Structure;
import io.rowlift.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Looks at a database rather than at its rows: what was written to it, and what stands in the way of reading it. */
public interface Watch {

    /**
     * Marks this moment, so that {@link #since} can later tell which tables were written after it.
     *
     * @return opaque text; holds table names and counters, no rows
     */
    String mark(Set<TableName> tables);

    /**
     * Returns which tables were written after a moment, as far as the source's own statistics tell: they may name a table
     * that was written shortly before it, and a database may report its last seconds late.
     *
     * @param mark made by {@link #mark}, also by an earlier process
     */
    Activity since(String mark, Set<TableName> tables);

    /**
     * Reads everything that the database declares, as it is at this moment: all of it in one consistent read, except for
     * the next values of sequences, which databases keep outside of transactions.
     *
     * @throws io.rowlift.problem.FailedException when the database refuses, or stays away
     */
    Structure structure();

    /**
     * Looks for everything that would keep these entities from being read whole, quickly and without harm to others.
     * Compiles nothing, so that it also answers where {@link Source#reader} refuses. Counts texts in tables of any size,
     * so that it may take as long as reading them.
     *
     * @param entities what is to be read
     * @param patience how old a transaction of others may be, and how far a standby may lag behind, before it is named
     */
    Inspection inspect(List<Inspected> entities, Duration patience);
}
