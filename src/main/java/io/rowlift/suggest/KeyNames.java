package io.rowlift.suggest;

import java.util.Set;

/**
 * Names of key attributes, different from those of all columns.
 *
 * @param suffix what tells them from columns; empty unless a column is called PK, SK or so
 */
public record KeyNames(String suffix) {

    /** Most global secondary indexes that DynamoDB allows a table. */
    public static final int MOST_INDEXES = 20;

    static KeyNames apartFrom(Set<String> columns) {
        String suffix = "";
        while (!new KeyNames(suffix).apart(columns)) {
            suffix += "_";
        }
        return new KeyNames(suffix);
    }

    private boolean apart(Set<String> columns) {
        for (int index = 0; index <= MOST_INDEXES; index++) {
            if (columns.contains(partition(index)) || columns.contains(sort(index))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the name of an index, counted from 1. */
    public String index(int number) {
        return "GSI" + number;
    }

    /** Returns the partition key's attribute of an index, or of the table itself for 0. */
    public String partition(int index) {
        return (index == 0 ? "" : index(index)) + "PK" + suffix;
    }

    /** Returns the sort key's attribute of an index, or of the table itself for 0. */
    public String sort(int index) {
        return (index == 0 ? "" : index(index)) + "SK" + suffix;
    }
}
