package io.rowlift.validate;

import java.util.Collections;
import java.util.Map;

/**
 * What an entity's rows would become.
 *
 * @param entity the mapping's name of it
 * @param rows that were read
 * @param rejected of them
 * @param items that the others make
 * @param sizes of its items in bytes, by table
 * @param embeds lengths of embedded lists by embed
 * @param hottest share of the write units of a chunk that go to one partition key, on average, 0 to 1
 * @param keys what is known about collisions of its keys
 */
public record SurveyedEntity(
        String entity,
        long rows,
        long rejected,
        long items,
        Map<String, Distribution> sizes,
        Map<String, Distribution> embeds,
        double hottest,
        KeyVerdict keys) {

    public SurveyedEntity {
        sizes = Collections.unmodifiableMap(sizes);
        embeds = Collections.unmodifiableMap(embeds);
    }

    /**
     * Whether two rows can end in one item.
     *
     * @param outcome what is known
     * @param argument why, in one line
     * @param checked keys that were compared; 0 when nothing had to be
     */
    public record KeyVerdict(Outcome outcome, String argument, long checked) {

        /** What is known. */
        public enum Outcome {
            /** Impossible: mapping and constraints of the source forbid it. */
            PROVED,
            /** It happens. */
            DISPROVED,
            /** It does not happen among the rows that were read. */
            CHECKED
        }
    }
}
