package io.rowlift.source;

import io.rowlift.schema.TableName;
import java.util.List;

/**
 * What became of tables since a moment.
 *
 * @param written tables whose rows were inserted, updated or deleted, by name
 * @param unknown tables of which the source cannot tell, views among them, by name
 */
public record Activity(List<TableName> written, List<TableName> unknown) {

    /** Nothing was asked. */
    public static final Activity NONE = new Activity(List.of(), List.of());

    public Activity {
        written = List.copyOf(written);
        unknown = List.copyOf(unknown);
    }
}
