package io.rowlift.validate;

import java.util.List;

/**
 * What a table would hold.
 *
 * @param table the mapping's name of it
 * @param sizes item sizes in bytes as DynamoDB counts them
 * @param stored bytes that are paid for: those of the items, and 100 for each
 * @param writeUnits to write every item once, its indexes left aside
 * @param heat items by partition key
 * @param indexes in the order of the mapping
 */
public record SurveyedTable(
        String table, Distribution sizes, long stored, long writeUnits, HeatMap heat, List<SurveyedIndex> indexes) {

    public SurveyedTable {
        indexes = List.copyOf(indexes);
    }

    /**
     * What an index would hold.
     *
     * @param index the mapping's name of it
     * @param entries items that have its whole key
     * @param bytes of the entries
     * @param stored bytes that are paid for
     * @param writeUnits to write every entry once
     * @param heat entries by partition key
     */
    public record SurveyedIndex(String index, long entries, long bytes, long stored, long writeUnits, HeatMap heat) {}

    /** Returns the write units of all items and of all index entries. */
    public long allWriteUnits() {
        return writeUnits
                + indexes.stream().mapToLong(SurveyedIndex::writeUnits).sum();
    }
}
