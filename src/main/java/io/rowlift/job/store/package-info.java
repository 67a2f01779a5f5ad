/**
 * The truth about a run: which ranges were planned, how far each of them is, what was rejected, who may write. Kept in
 * one database together with Spring Batch's own tables, so that one transaction covers both. Knows tables and
 * transactions, but neither steps nor rows.
 */
@NullMarked
package io.rowlift.job.store;

import org.jspecify.annotations.NullMarked;
