/**
 * Finds equal keys among more keys than fit into memory: hashes are sorted in runs on disk and merged. Knows files and
 * hashes, but neither sources nor steps.
 */
@NullMarked
package io.rowlift.job.collision;

import org.jspecify.annotations.NullMarked;
