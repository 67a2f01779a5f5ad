package io.rowlift.target.dynamodb;

import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Looks whose a table is, by its mark and its content, before a run, while it prepares, and at its end. */
final class OwnershipCheck {

    private static final String REMEDY =
            "if it may be written over, run again with --take-over; if others write to it too, say shared: true under"
                    + " \"dynamodb\"; else choose another table with \"tables\"";
    private static final String OTHER_STATE =
            "go on where that state is, or load everything again from here with rowlift migrate JOB --restart"
                    + " --take-over";

    private final TableCalls calls;
    private final Marks marks;
    private final Ownership owner;

    /** What each table carried when this run looked at it first. */
    private final Map<String, Optional<Mark>> before = new ConcurrentHashMap<>();

    private volatile boolean stateIsNew;
    private volatile Mark own;

    OwnershipCheck(TableCalls calls, Marks marks, Ownership owner) {
        this.calls = calls;
        this.marks = marks;
        this.owner = owner;
        this.own = Mark.of(owner, "", Instant.now());
    }

    /** From now on, holds the tables against what the run brings along. */
    void claim(Claim claim) {
        stateIsNew = claim.stateIsNew();
        own = Mark.of(owner, claim.source(), Instant.now());
    }

    /** Returns the mark that this run leaves. */
    Mark mark() {
        return own;
    }

    /** Remembers that there was no table when this run looked at it first. */
    void absent(String table) {
        before.putIfAbsent(table, Optional.empty());
    }

    /** Marks a table that this owner may write to, unless it is shared with others and not empty. */
    void adopt(TableDescription table, boolean shared) {
        Optional<Mark> mark = marks.of(table);
        boolean foreign =
                shared && !isOwn(mark) && (mark.isPresent() || !isEmpty(calls.countFirstPage(table.tableName())));
        if (!foreign && !mark.equals(Optional.of(own))) {
            marks.put(table, own);
        }
    }

    /** Returns what forbids to write to the table, or null when it may be written to. */
    @Nullable
    Problem check(TableDesign design, TableDescription table) {
        Optional<Mark> mark = look(table);
        if (isOwn(mark) || isLeftByLostState(table, mark)) {
            return null;
        }
        String name = "table \"" + table.tableName() + "\"";
        ScanResponse page = calls.countFirstPage(table.tableName());
        if (mark.isPresent()) {
            return refusal(design, name, mark.get(), items(page));
        }
        return isEmpty(page)
                ? null
                : new Problem(
                        design.location(), name + " holds " + items(page) + " and carries no mark of Rowlift", REMEDY);
    }

    private Problem refusal(TableDesign design, String name, Mark mark, String items) {
        if (!mark.owner().job().equals(owner.job())) {
            return new Problem(
                    design.location(),
                    name + " belongs to " + mark + " and holds " + items + ", this is " + owner,
                    REMEDY);
        }
        if (stateIsNew && !mark.isOfSameLoad(own)) {
            return new Problem(
                    design.location(),
                    name + " belongs to " + mark + ", loaded from another source, and holds " + items + ", this is "
                            + owner,
                    REMEDY);
        }
        return new Problem(
                design.location(),
                name + " was taken over by another state of this job (" + mark.store() + ") and holds " + items
                        + ", this is store " + owner.store(),
                OTHER_STATE);
    }

    /** Returns what a user has to know about a table that may be written to, or null. */
    @Nullable
    String notice(TableDescription table) {
        Optional<Mark> mark = look(table);
        if (isOwn(mark) || !isLeftByLostState(table, mark)) {
            return null;
        }
        return "table \"" + table.tableName() + "\" carries this job's mark, made by another state ("
                + mark.get().store() + "), and the state here is new. Taken for lost: the load begins from zero and"
                + " writes over what is there. Items of rows that are gone, or of an older mapping, stay; \"rowlift"
                + " verify\" names them. If that other run is still at work elsewhere, stop one of the two.";
    }

    /** Between two looks another run may have come: then this one was not asked about it. */
    private boolean isLeftByLostState(TableDescription table, Optional<Mark> mark) {
        return stateIsNew && mark.filter(own::isOfSameLoad).isPresent() && mark.equals(before.get(table.tableName()));
    }

    /**
     * Makes sure that nobody else has marked the table since it was prepared.
     *
     * @throws FailedException when somebody has
     */
    void requireKept(TableDescription table) {
        Optional<Mark> mark = marks.of(table);
        // tags become visible late: what was there before may still be seen
        if (mark.isPresent() && !isOwn(mark) && !mark.equals(before.get(table.tableName()))) {
            throw new FailedException(
                    "table \"" + table.tableName() + "\" was taken over by " + mark.get()
                            + " while this run wrote to it, this is " + owner,
                    "see that one run at a time writes to it; then load everything again with rowlift migrate JOB"
                            + " --restart --take-over",
                    null);
        }
    }

    private Optional<Mark> look(TableDescription table) {
        Optional<Mark> mark = marks.of(table);
        before.putIfAbsent(table.tableName(), mark);
        return mark;
    }

    private boolean isOwn(Optional<Mark> mark) {
        return mark.map(Mark::owner).filter(owner::equals).isPresent();
    }

    private static boolean isEmpty(ScanResponse page) {
        return page.count() == 0 && page.lastEvaluatedKey().isEmpty();
    }

    private static String items(ScanResponse page) {
        String count = page.lastEvaluatedKey().isEmpty() ? "" : "at least ";
        return count + page.count() + (page.count() == 1 ? " item" : " items");
    }
}
