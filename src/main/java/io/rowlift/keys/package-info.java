/**
 * Finds equal and unknown keys among more keys than fit into memory: hashes are sorted in runs on disk, merged, and looked
 * up in a sorted file. Knows files, items and their keys, but neither sources nor targets nor steps.
 */
@NullMarked
package io.rowlift.keys;

import org.jspecify.annotations.NullMarked;
