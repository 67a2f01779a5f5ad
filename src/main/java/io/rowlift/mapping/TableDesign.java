package io.rowlift.mapping;

import io.rowlift.problem.Location;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB table as the mapping designs it.
 *
 * @param name the mapping's name of the table
 * @param partition partition key
 * @param sort sort key, or null for a table without one
 * @param indexes global secondary indexes by name
 * @param ttl the attribute that holds the expiry in epoch seconds, or null
 * @param billing how capacity is paid
 * @param location where it stands
 */
public record TableDesign(
        String name,
        KeyAttribute partition,
        @Nullable KeyAttribute sort,
        Map<String, Index> indexes,
        @Nullable String ttl,
        Billing billing,
        Location location) {

    /** Returns the table's own key attributes, partition first. */
    public List<KeyAttribute> key() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    /**
     * A key attribute and its type.
     *
     * @param name at most 255 bytes
     * @param type S unless the mapping says otherwise
     */
    public record KeyAttribute(String name, KeyType type) {}

    /** Types that DynamoDB allows for keys. */
    public enum KeyType {
        S,
        N,
        B
    }

    /**
     * A global secondary index.
     *
     * @param name the index's name
     * @param partition one to four attributes
     * @param sort none to four attributes
     * @param projection what the index repeats
     * @param location where it stands
     */
    public record Index(
            String name,
            List<KeyAttribute> partition,
            List<KeyAttribute> sort,
            Projection projection,
            Location location) {

        /** Returns all key attributes of the index, partition first. */
        public List<KeyAttribute> key() {
            return Stream.concat(partition.stream(), sort.stream()).toList();
        }
    }

    /**
     * What an index repeats of an item.
     *
     * @param kind everything, the keys, or the keys and some attributes
     * @param attributes only for INCLUDE
     */
    public record Projection(Kind kind, List<String> attributes) {

        /** DynamoDB's kinds of projection. */
        public enum Kind {
            ALL,
            KEYS_ONLY,
            INCLUDE
        }
    }

    /** How capacity is paid. */
    public sealed interface Billing {

        /** By request. */
        record OnDemand() implements Billing {}

        /** By reserved units per second, for the table and for each of its indexes. */
        record Provisioned(long read, long write) implements Billing {}
    }
}
