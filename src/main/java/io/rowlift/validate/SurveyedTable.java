package io.rowlift.validate;

import java.util.Collections;
import java.util.Map;

/**
 * What a table would hold.
 *
 * @param table the mapping's name of it
 * @param sizes item sizes in bytes as DynamoDB counts them
 * @param load what the table and each of its indexes take
 * @param heat items by partition key
 * @param indexHeat index entries by partition key, by index and in the order of the mapping
 */
public record SurveyedTable(
        String table, Distribution sizes, TableLoad load, HeatMap heat, Map<String, HeatMap> indexHeat) {

    public SurveyedTable {
        indexHeat = Collections.unmodifiableMap(indexHeat);
    }
}
