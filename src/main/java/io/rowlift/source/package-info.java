/**
 * Databases that rows are read from, behind two small interfaces. What JDBC sources share is in {@code .jdbc}; what is
 * peculiar to a product is in a package of its own. Knows mappings only as {@link io.rowlift.mapping.Aggregate}, and
 * no target.
 */
@NullMarked
package io.rowlift.source;

import org.jspecify.annotations.NullMarked;
