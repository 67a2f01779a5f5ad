package io.rowlift.target;

import io.rowlift.problem.Problem;
import java.util.List;

/** What a migration writes to: {@link ItemTarget items} or {@link RowTarget rows}. Safe for use by several threads. */
public interface Target extends AutoCloseable {

    /**
     * Returns what tells this target from every other, as part of a migration's identity. For DynamoDB: account or
     * endpoint kind, region, and per table its physical name and creation time (or that it does not exist yet). For a
     * relational target: product, database and, where the service says, its branch.
     */
    String identity();

    /**
     * Looks whose the target is. Reads only; whoever does not ask may write to what is empty or carries its mark alone.
     */
    Claim.Answer claim(Claim claim);

    /**
     * Compares the target with what it is to get and looks whose it is. Reads only.
     *
     * @param takeOver whether another owner's mark or content without a mark is accepted
     * @return everything that forbids the run; empty when it may begin
     */
    List<Problem> check(boolean takeOver);

    /**
     * Creates what does not exist, waits until it can be written, and marks it as this migration's. From a relational
     * target, what a lost state or another owner has left in its tables is removed, and the ledger begins anew.
     *
     * @throws io.rowlift.problem.RefusedException with {@code ddl: manual}, while something is still to be deployed
     */
    void prepare();

    /** Returns what has been done since the target was opened. */
    Traffic traffic();

    @Override
    void close();
}
