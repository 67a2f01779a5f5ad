package io.rowlift.target.postgres;

import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Structure.Other;
import io.rowlift.target.postgres.Findings.Remark;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what becomes of objects that no copy of tables brings along. */
final class OtherObjects {

    /** What is said where it belongs, or needs nothing to be said. */
    private static final Set<String> ELSEWHERE = Set.of(
            "extension",
            "deferrable key",
            "partitions of a partition",
            "list of columns of ON DELETE SET",
            "collation");

    private final Draft draft;

    OtherObjects(Draft draft) {
        this.draft = draft;
    }

    void report() {
        for (Other other : draft.structure().others()) {
            boolean concerned = other.table() == null || draft.table(other.table()) != null;
            Remark remark = ELSEWHERE.contains(other.kind()) || !concerned ? null : remark(other);
            if (remark != null) {
                String of = other.table() == null ? "" : " of table \"" + other.table() + '"';
                draft.findings().add(other.kind() + " \"" + other.name() + '"' + of, remark);
            }
        }
    }

    private @Nullable Remark remark(Other other) {
        return switch (other.kind()) {
            case "unlogged table" ->
                Remark.note("logged-table", "it becomes a table that outlives a crash, as all others", null);
            case "system versioning" ->
                left(
                        Severity.WARNING,
                        "its present rows are copied, its history is not",
                        "copy the history as a table of its own, with a view in the source");
            case "inheritance child" ->
                left(
                        Severity.WARNING,
                        "it is copied as a table of its own, and no longer part of the other",
                        "run ALTER TABLE ... INHERIT after the load");
            case "subpartitioning" -> left(Severity.NOTE, "its partitions are not cut again", null);
            default ->
                other.kind().startsWith("table of engine ")
                        ? null
                        : left(
                                Severity.WARNING,
                                "it is not copied",
                                draft.foreign()
                                        ? "write it in PostgreSQL's language and make it after the load"
                                        : "make it after the load, for example from pg_dump --schema-only");
        };
    }

    private static Remark left(Severity severity, String message, @Nullable String remedy) {
        return new Remark(severity, "object-left-out", message, remedy);
    }
}
