/**
 * Runs a migration: the order of its checks, its restart, its workers. The only package that imports Spring; what a
 * caller sees of it is {@link io.rowlift.job.Migration}. Knows sources and targets by their interfaces only, and
 * nothing of the command line.
 */
@NullMarked
package io.rowlift.job;

import org.jspecify.annotations.NullMarked;
