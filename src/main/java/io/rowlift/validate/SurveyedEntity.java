package io.rowlift.validate;

import java.util.Collections;
import java.util.Map;

/**
 * What an entity's rows would become.
 *
 * @param entity the mapping's name of it
 * @param ranges that its keys are cut into; several are read at the same time, in the order of the keys
 * @param rows that were read
 * @param rejected of them
 * @param items that the others make
 * @param writeUnits to write the items once, index entries included
 * @param sizes of its items in bytes, by table
 * @param embeds lengths of embedded lists by embed
 * @param hottest share of the write units of a chunk that go to one partition key, on average, 0 to 1
 * @param keys what is known about collisions of its keys
 */
public record SurveyedEntity(
        String entity,
        int ranges,
        long rows,
        long rejected,
        long items,
        long writeUnits,
        Map<String, Distribution> sizes,
        Map<String, Distribution> embeds,
        double hottest,
        KeyVerdict keys) {

    public SurveyedEntity {
        sizes = Collections.unmodifiableMap(sizes);
        embeds = Collections.unmodifiableMap(embeds);
    }
}
