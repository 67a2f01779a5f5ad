/** A source, a target and a mapping in memory, and words for what happens to a migration between them. */
@NullMarked
package io.rowlift.job.testing;

import org.jspecify.annotations.NullMarked;
