/**
 * From rows to items: the mapping file as immutable records, compiled once per entity into a {@link
 * io.rowlift.mapping.Mapper} that then runs fast, and the reasoning about keys that must not collide. Pure: knows no
 * YAML, no JDBC, no AWS and no Spring.
 */
@NullMarked
package io.rowlift.mapping;

import org.jspecify.annotations.NullMarked;
