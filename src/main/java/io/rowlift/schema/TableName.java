package io.rowlift.schema;

/**
 * The exact name of a table or view, as the source spells it.
 *
 * @param schema PostgreSQL's schema or MySQL's database
 * @param name the table in it
 */
public record TableName(String schema, String name) {

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
