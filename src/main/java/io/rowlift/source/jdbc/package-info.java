/**
 * What the JDBC sources share: connections, statements, keyset reading, ranges and the compilation of an entity into
 * statements. Knows no product: what differs is behind {@link io.rowlift.source.jdbc.Dialect}, {@link
 * io.rowlift.source.jdbc.Catalog} and {@link io.rowlift.source.jdbc.Failures}.
 */
@NullMarked
package io.rowlift.source.jdbc;

import org.jspecify.annotations.NullMarked;
