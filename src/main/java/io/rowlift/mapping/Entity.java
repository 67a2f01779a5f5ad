package io.rowlift.mapping;

import io.rowlift.problem.Location;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read for one entity and the items that each of its rows becomes.
 *
 * @param name the mapping's name of the entity
 * @param aggregate what is read
 * @param items one or more
 * @param names how {@code "*"} and bare words are renamed
 * @param location where it stands
 */
public record Entity(String name, Aggregate aggregate, List<ItemDesign> items, Names names, Location location) {

    /** How column names become attribute names where the mapping does not say. */
    public enum Names {
        AS_IS,
        CAMEL_CASE;

        /** Returns the attribute name for a column: {@code user_id} is {@code userId} in camel case. */
        public String apply(String column) {
            if (this == AS_IS) {
                return column;
            }
            StringBuilder name = new StringBuilder();
            boolean upper = false;
            for (int i = 0; i < column.length(); i++) {
                char c = column.charAt(i);
                if (c == '_' && !name.isEmpty()) {
                    upper = true;
                } else {
                    name.append(upper ? Character.toUpperCase(c) : c);
                    upper = false;
                }
            }
            return name.toString();
        }
    }

    /** What becomes of NULL in an ordinary attribute. */
    public enum Nulls {
        OMIT,
        KEEP
    }

    /**
     * One item that a row becomes.
     *
     * @param table the mapping's table
     * @param condition position in {@link Aggregate#conditions}, or null when the item is always written
     * @param each repeats the item per element, or null
     * @param key templates of the table's key attributes, by attribute
     * @param index templates of index key attributes, by attribute
     * @param attributes in the order of the file
     * @param except columns that {@code "*"} does not bring
     * @param nulls what becomes of NULL
     * @param location where it stands
     */
    public record ItemDesign(
            String table,
            @Nullable Integer condition,
            @Nullable Each each,
            Map<String, Template> key,
            Map<String, Template> index,
            List<Attribute> attributes,
            List<String> except,
            Nulls nulls,
            Location location) {}

    /**
     * One item per element of an array, a JSON list or an embed.
     *
     * @param alias how templates and attributes call the element; {@code alias.column} for an embed's
     * @param source the column or embed
     * @param location where it stands
     */
    public record Each(String alias, String source, Location location) {}
}
