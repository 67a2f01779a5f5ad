package io.rowlift.target.dynamodb;

import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Looks whose a table is, by its tags and its content. */
final class OwnershipCheck {

    private static final String REMEDY =
            "if it may be written over, run again with --take-over; if others write to it too, say shared: true under"
                    + " \"dynamodb\"; else choose another table with \"tables\"";

    private final TableCalls calls;
    private final Marks marks;
    private final Ownership owner;

    OwnershipCheck(TableCalls calls, Marks marks, Ownership owner) {
        this.calls = calls;
        this.marks = marks;
        this.owner = owner;
    }

    /** Marks a table that this owner may write to, unless it is shared with others and not empty. */
    void adopt(TableDescription table, boolean shared) {
        Optional<Ownership> mark = marks.of(table);
        boolean own = mark.filter(owner::equals).isPresent();
        boolean foreign = shared && (mark.isPresent() || !isEmpty(calls.countFirstPage(table.tableName())));
        if (!own && !foreign) {
            marks.put(table, owner);
        }
    }

    /** Returns what forbids to write to the table, or null when it may be written to. */
    @Nullable
    Problem check(TableDesign design, TableDescription table) {
        Optional<Ownership> mark = marks.of(table);
        if (mark.filter(owner::equals).isPresent()) {
            return null;
        }
        String name = "table \"" + table.tableName() + "\"";
        ScanResponse page = calls.countFirstPage(table.tableName());
        if (mark.isPresent()) {
            return new Problem(
                    design.location(),
                    name + " belongs to " + mark.get() + " and holds " + items(page) + ", this is " + owner,
                    REMEDY);
        }
        return isEmpty(page)
                ? null
                : new Problem(
                        design.location(), name + " holds " + items(page) + " and carries no mark of Rowlift", REMEDY);
    }

    private static boolean isEmpty(ScanResponse page) {
        return page.count() == 0 && page.lastEvaluatedKey().isEmpty();
    }

    private static String items(ScanResponse page) {
        String count = page.lastEvaluatedKey().isEmpty() ? "" : "at least ";
        return count + page.count() + (page.count() == 1 ? " item" : " items");
    }
}
