package io.rowlift.suggest;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Unread;
import java.util.List;

/**
 * What a source says about itself.
 *
 * @param product which database it is
 * @param database its name, for titles and for the name of the DynamoDB table
 * @param tables what can be seen, by name
 * @param unread what cannot be read, or not by itself; those of {@code tables} among them are left out of a mapping
 * @param schemas those whose tables are wanted; empty for all
 * @param others what it has beside tables, keys and foreign keys
 */
public record Introspection(
        Product product,
        String database,
        List<Table> tables,
        List<Unread> unread,
        List<String> schemas,
        List<Other> others) {

    public Introspection {
        tables = List.copyOf(tables);
        unread = List.copyOf(unread);
        schemas = List.copyOf(schemas);
        others = List.copyOf(others);
    }

    /** Returns whether a table is wanted. */
    boolean selects(TableName table) {
        return schemas.isEmpty() || schemas.contains(table.schema());
    }
}
