/**
 * PostgreSQL as a target: its types, its DDL and how rows are written to it. What is peculiar to Neon is in {@code Neon}
 * and {@code NeonEndpoint}. Knows no source and no other target.
 */
@NullMarked
package io.rowlift.target.postgres;

import org.jspecify.annotations.NullMarked;
