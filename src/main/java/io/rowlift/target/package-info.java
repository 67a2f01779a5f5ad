/**
 * Stores that items are written to. A target owns its throttling and retries; it knows no source and no Spring.
 */
@NullMarked
package io.rowlift.target;

import org.jspecify.annotations.NullMarked;
