package io.rowlift.source.mysql.log;

import java.util.List;

/**
 * A column as the log describes it.
 *
 * @param name exact, or empty where the server does not tell names
 * @param type how values are written
 * @param unsigned for numbers
 * @param collation number of the collation of texts and labels; 0 where there is none
 * @param labels of an enum or a set, in its character set
 */
record WireColumn(String name, WireType type, boolean unsigned, int collation, List<byte[]> labels) {

    WireColumn {
        labels = List.copyOf(labels);
    }
}
