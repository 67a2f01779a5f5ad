package io.rowlift.target.postgres;

import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Partitioning.Partition;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Declares partitions again, where every row finds its place in them; otherwise the table is one. */
final class PartitionDesigner {

    private final Draft draft;
    private final TableDraft table;

    PartitionDesigner(Draft draft, TableDraft table) {
        this.draft = draft;
        this.table = table;
    }

    /**
     * How a table is cut.
     *
     * @param by what follows CREATE TABLE's parentheses
     * @param pieces in order
     */
    record PartitionDesign(String by, List<Piece> pieces) {
        /** One partition: its name in the source and in the table's schema, and its bounds. */
        record Piece(String source, String name, String bounds) {}

        PartitionDesign {
            pieces = List.copyOf(pieces);
        }
    }

    /** Returns how the table is cut; null for one in one piece. */
    @Nullable
    PartitionDesign design() {
        Partitioning partitioning = table.definition().partitioning();
        if (partitioning == null) {
            return null;
        }
        try {
            if (partitioning.partitions().isEmpty()) {
                throw new Untranslatable("it has no partitions, so that no row would find its place");
            }
            return draft.foreign()
                    ? new ForeignPartitions(table, partitioning, this::name).design()
                    : own(partitioning);
        } catch (Untranslatable e) {
            draft.findings()
                    .add(
                            table.copy(),
                            Remark.warning(
                                    "partitions-left-out",
                                    "it becomes one table without partitions: " + e.reason(),
                                    "partition it in PostgreSQL's language after the load where queries need it"));
            return null;
        }
    }

    private String name(String wish) {
        return draft.spaces().relations(table.target().schema()).give(wish);
    }

    private PartitionDesign own(Partitioning partitioning) throws Untranslatable {
        String by = new OwnExpression(draft, table).rewrite("(" + partitioning.expression() + ")");
        List<PartitionDesign.Piece> pieces = new ArrayList<>();
        for (Partition partition : partitioning.partitions()) {
            pieces.add(new PartitionDesign.Piece(partition.name(), name(partition.name()), partition.bounds()));
        }
        return new PartitionDesign(
                "PARTITION BY " + partitioning.strategy().toUpperCase(Locale.ROOT) + " " + by, pieces);
    }
}
