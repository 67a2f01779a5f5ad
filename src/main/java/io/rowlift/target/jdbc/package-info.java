/**
 * What the relational targets share: connections and their retries, the ledger that commits with the rows, whose a
 * target is, the phases of a load, and what translations of schemas have to say. Knows no product: what differs is behind {@link io.rowlift.target.jdbc.Dialect},
 * {@link io.rowlift.target.jdbc.Loader} and {@link io.rowlift.target.jdbc.Failures}.
 */
@NullMarked
package io.rowlift.target.jdbc;

import org.jspecify.annotations.NullMarked;
