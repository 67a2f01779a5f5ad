package io.rowlift.suggest;

import java.util.List;

/**
 * A suggested entity with one item per row.
 *
 * @param name the entity's name
 * @param from the table, as the mapping names it
 * @param notes why it is as it is, and what to beware of
 * @param partition text of the table's partition key
 * @param sort text of its sort key
 * @param index its places in indexes
 */
public record EntityDesign(
        String name, String from, List<String> notes, KeyText partition, KeyText sort, List<IndexEntry> index) {

    public EntityDesign {
        notes = List.copyOf(notes);
        index = List.copyOf(index);
    }
}
