package io.rowlift.suggest;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Table;
import io.rowlift.schema.Unread;
import java.util.List;

/**
 * What a source says about itself.
 *
 * @param product which database it is
 * @param database its name, for titles and for the name of the DynamoDB table
 * @param tables what can be seen, by name
 * @param unread what cannot be read, or not by itself; those of {@code tables} among them are left out of a mapping
 */
public record Introspection(Product product, String database, List<Table> tables, List<Unread> unread) {

    public Introspection {
        tables = List.copyOf(tables);
        unread = List.copyOf(unread);
    }
}
