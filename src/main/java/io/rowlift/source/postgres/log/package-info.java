/**
 * PostgreSQL's log: logical replication through a slot of its own, in the words of {@code pgoutput}. Knows what is watched,
 * and nothing of what becomes of it.
 */
@NullMarked
package io.rowlift.source.postgres.log;

import org.jspecify.annotations.NullMarked;
