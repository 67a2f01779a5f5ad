package io.rowlift.target.mysql;

import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Family;
import io.rowlift.target.IndexCheck;
import io.rowlift.target.RowCheck;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.mysql.IndexDesign.Kind;
import java.util.List;

/**
 * MySQL's language as PlanetScale takes it: every table has a key that its online schema changes can go by, no partition is
 * of a kind that Vitess does not know, and foreign keys exist only where the database has them enabled. What PlanetScale
 * would refuse is told before a byte moves, by its own codes.
 */
public final class PlanetScale implements Translation {

    private final MySqlTranslation mySql = new MySqlTranslation();
    private final Settings settings;

    /**
     * What a database's owner has decided.
     *
     * @param foreignKeys whether foreign keys are enabled
     * @param sharded whether the keyspace has several shards
     */
    public record Settings(boolean foreignKeys, boolean sharded) {
        /** What a new database has. */
        public static final Settings USUAL = new Settings(false, false);
    }

    /** Makes one for a database. */
    public PlanetScale(Settings settings) {
        this.settings = settings;
    }

    @Override
    public TargetSchema translate(CopyPlan plan) {
        Draft draft = new Draft(plan);
        List<TableDesign> designs = MySqlTranslation.designs(draft).stream()
                .map(design -> identified(draft, whole(draft, design)))
                .toList();
        new PlanetScaleLint(draft.findings(), settings).check(designs);
        return MySqlTranslation.schema(draft, designs, false);
    }

    /** Partitions change nothing in what a table holds: without them the copy is complete. */
    private static TableDesign whole(Draft draft, TableDesign design) {
        String partitions = design.partitions();
        boolean list = partitions != null && partitions.startsWith("PARTITION BY LIST");
        boolean nested = partitions != null && partitions.contains("SUBPARTITION");
        if (!list && !nested) {
            return design;
        }
        draft.findings()
                .add(
                        design.copy(),
                        Remark.warning(
                                "lint-unsupported-partitioning-feature",
                                "PlanetScale takes partitions by RANGE, HASH and KEY only (UNSUPPORTED_PARTITIONING_FEATURE):"
                                        + " it becomes one table without partitions",
                                "where it exists already: ALTER TABLE "
                                        + Quoted.name(design.name().name()) + " REMOVE PARTITIONING"));
        return design.whole();
    }

    /** Gives a table without a usable key one that {@code SELECT *} does not show. */
    private static TableDesign identified(Draft draft, TableDesign design) {
        List<IndexDesign> indexes = design.indexes().toList();
        boolean primary = indexes.stream().anyMatch(i -> i.kind() == Kind.PRIMARY);
        boolean counted = design.columns().stream().anyMatch(ColumnDesign::automatic);
        if (primary
                || counted
                || design.partitions() != null
                || TableDesigner.identity(design.columns(), indexes).isPresent()) {
            return design;
        }
        Names names = new Names();
        design.columns().forEach(c -> names.take(c.copy().target()));
        String column = names.give("rowlift_id");
        draft.findings()
                .add(
                        design.copy(),
                        Remark.warning(
                                "lint-no-unique-key",
                                "PlanetScale wants a unique key over columns that are never NULL (NO_UNIQUE_KEY): the invisible"
                                        + " column \"" + column + "\" is added as its primary key",
                                "where it exists already: ALTER TABLE "
                                        + Quoted.name(design.name().name())
                                        + " ADD COLUMN " + Quoted.name(column)
                                        + " bigint unsigned NOT NULL AUTO_INCREMENT INVISIBLE PRIMARY KEY"));
        return design.identified(column);
    }

    @Override
    public RowCheck check(TargetTable table) {
        return mySql.check(table);
    }

    @Override
    public List<IndexCheck> indexes(TargetTable table, Family source) {
        return mySql.indexes(table, source);
    }
}
