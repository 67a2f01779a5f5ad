/**
 * Databases that rows are read from, behind two small interfaces. What JDBC sources share is in {@code .jdbc}; what is
 * peculiar to a product is in a package of its own. Knows mappings only by what is read for an entity, and
 * no target.
 */
@NullMarked
package io.rowlift.source;

import org.jspecify.annotations.NullMarked;
