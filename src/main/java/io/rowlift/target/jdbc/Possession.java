package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import io.rowlift.schema.TableName;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whose a target is: looked up before a run, when it prepares, and whenever a writer is opened. */
final class Possession {

    private static final String DELETE =
            "if all rows of these tables may be deleted, run again with --take-over; else choose another database, or"
                    + " other names with \"schemas\" or \"to\" in the mapping";
    private static final String OTHER_STATE =
            "go on where that state is, or delete all rows and load everything again from here with rowlift migrate"
                    + " JOB --restart"
                    + " --take-over";
    private static final String LEDGER_LOST =
            "check \"url\" under the job's target; if the database was made anew or restored, load everything again with"
                    + " rowlift migrate JOB --restart --take-over, which deletes all rows of the mapping's tables";

    private final Dialect dialect;
    private final Ledger ledger;
    private final Ownership owner;
    private final String where;
    private volatile Claim claim = new Claim("", false);

    Possession(Dialect dialect, Ledger ledger, Ownership owner, String where) {
        this.dialect = dialect;
        this.ledger = ledger;
        this.owner = owner;
        this.where = where;
    }

    /** From now on, holds the target against what the run brings along. */
    void claim(Claim brought) {
        claim = brought;
    }

    /** Returns what forbids to write to the target; empty when it is free or the run's own. */
    List<Problem> refusals(Connection connection, List<TargetTable> tables) throws SQLException {
        Optional<Header> header = ledger.header(connection);
        if (header.isEmpty()) {
            return claim.stateIsNew() ? unmarked(connection, tables) : List.of(lost());
        }
        Header found = header.get();
        if (found.version() != Header.VERSION) {
            return List.of(version(found));
        }
        if (isOwn(found) || isLeftByLostState(found)) {
            return List.of();
        }
        String holds = "the ledger in " + where + " belongs to " + found;
        if (!found.owner().job().equals(owner.job())) {
            return List.of(new Problem(null, holds + ", this is " + owner, DELETE));
        }
        if (claim.stateIsNew()) {
            return List.of(new Problem(
                    null,
                    holds + ", loaded from " + found.source() + ", this is " + owner + ", loading from "
                            + claim.source(),
                    DELETE));
        }
        return List.of(new Problem(
                null,
                "the ledger in " + where + " was taken over by another state of this job (" + found.store()
                        + "), this is store " + owner.store(),
                OTHER_STATE));
    }

    private List<Problem> unmarked(Connection connection, List<TargetTable> tables) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (TargetTable table : tables) {
            TableName name = table.name();
            if (Tables.exists(connection, dialect, name) && Tables.holdsRows(connection, dialect, name)) {
                problems.add(new Problem(
                        null,
                        "table \"" + name + "\" in " + where + " holds rows that Rowlift has not written",
                        DELETE));
            }
        }
        return problems;
    }

    private Problem lost() {
        return new Problem(
                null,
                "there is no ledger in " + where + ", although this job's state says that it has loaded into it",
                LEDGER_LOST);
    }

    private static Problem version(Header found) {
        return new Problem(
                null,
                "the ledger of " + found + " has layout " + found.version() + ", this version of Rowlift knows layout "
                        + Header.VERSION,
                "use the version that began this load");
    }

    /** Returns what a user has to know about a target that may be written to. */
    List<String> notices(Connection connection) throws SQLException {
        return ledger
                .header(connection)
                .filter(found -> !isOwn(found) && isLeftByLostState(found))
                .map(found -> "the tables in " + where + " were loaded by this job from another state (" + found.store()
                        + "), and the state here is new. Taken for lost: their rows are deleted and the load begins from"
                        + " zero. If that other run is still at work elsewhere, stop one of the two.")
                .stream()
                .toList();
    }

    /** Returns whether the ledger is this run's already, so that what it says counts. */
    boolean isOwn(Connection connection) throws SQLException {
        return ledger.header(connection).filter(this::isOwn).isPresent();
    }

    /** Makes the ledger this run's. */
    void take(Connection connection) throws SQLException {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        ledger.write(connection, new Header(Header.VERSION, owner, claim.source(), now));
    }

    /**
     * Makes sure that the ledger is still there and nobody else's.
     *
     * @throws FailedException when it is not
     */
    void requireKept(Connection connection) throws SQLException {
        Optional<Header> header = ledger.header(connection);
        if (header.isEmpty()) {
            throw new FailedException(
                    "the ledger in " + where + " is gone while this run wrote to it", LEDGER_LOST, null);
        }
        if (!isOwn(header.get())) {
            throw new FailedException(
                    "the ledger in " + where + " was taken over by " + header.get()
                            + " while this run wrote to it, this is " + owner,
                    "see that one run at a time writes to it; then load everything again with rowlift migrate JOB"
                            + " --restart --take-over",
                    null);
        }
    }

    private boolean isOwn(Header header) {
        return header.owner().equals(owner);
    }

    private boolean isLeftByLostState(Header header) {
        return claim.stateIsNew() && header.isOfSameLoad(owner.job(), claim.source());
    }
}
