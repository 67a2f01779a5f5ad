package io.rowlift.source;

import io.rowlift.problem.Finding;
import io.rowlift.schema.TableName;
import java.util.List;

/**
 * What a source says about itself before it is read.
 *
 * @param findings by severity, then by subject; none of them has a location
 * @param texts how the text columns that stand in keys or link tables are compared, by table and column
 */
public record Inspection(List<Finding> findings, List<Text> texts) {

    /** Nothing was asked. */
    public static final Inspection NONE = new Inspection(List.of(), List.of());

    public Inspection {
        findings = List.copyOf(findings);
        texts = List.copyOf(texts);
    }

    /**
     * How a text column is compared. The target compares bytes: where any of the three is true, texts that are one value
     * to the source are several to the target.
     *
     * @param table its table
     * @param column its name
     * @param collation as the source calls it
     * @param ignoresCase whether {@code a} equals {@code A}
     * @param ignoresAccents whether {@code a} equals {@code \u00e4}
     * @param ignoresTrailingSpaces whether {@code a} equals {@code a} with a space behind it
     */
    public record Text(
            TableName table,
            String column,
            String collation,
            boolean ignoresCase,
            boolean ignoresAccents,
            boolean ignoresTrailingSpaces) {

        /** Returns whether only texts of the same bytes are equal, as far as these traps go. */
        public boolean exact() {
            return !ignoresCase && !ignoresAccents && !ignoresTrailingSpaces;
        }
    }
}
