/**
 * The dry run: reads what a migration would read, renders with the real mapper, and says beforehand what would happen.
 * Writes nothing to source or target. Knows no product, no store of a run and no way of printing: its outcome is a value.
 */
@NullMarked
package io.rowlift.validate;

import org.jspecify.annotations.NullMarked;
