/** PostgreSQL as a source. Knows no other product. */
@NullMarked
package io.rowlift.source.postgres;

import org.jspecify.annotations.NullMarked;
