package io.rowlift.validate;

import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.PatternItems.Made;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an access pattern in DynamoDB.
 *
 * @param name the mapping's name of it
 * @param kind how it is answered
 * @param table the mapping's table
 * @param index the index that is asked, or null for the table itself
 * @param condition the conditions on the key as DynamoDB's expressions write them, with templates for the values
 * @param entities whose items can be among the answers, in the order of the mapping
 * @param items the items that can be among the answers
 * @param unprojected by item the attributes that the index does not repeat; items without are left out
 */
public record ResolvedPattern(
        String name,
        AccessPattern.Kind kind,
        String table,
        @Nullable String index,
        String condition,
        List<String> entities,
        List<Made> items,
        Map<Made, List<String>> unprojected) {}
