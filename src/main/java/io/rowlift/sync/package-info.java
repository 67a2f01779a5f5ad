/**
 * Keeps a target in line with its source after the load: hears what was changed, finds the root rows that it affects,
 * and has their aggregates read again and written whole. Never applies a change itself, so that neither order nor
 * repetition of what it hears matters. Knows sources by their logs and readers, targets by {@link
 * io.rowlift.sync.Applier}; knows no command line.
 */
@NullMarked
package io.rowlift.sync;

import org.jspecify.annotations.NullMarked;
