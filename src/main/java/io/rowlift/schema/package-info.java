/**
 * Tables, columns, types and rows as every source describes them. Pure: knows no database, no file and no target.
 */
@NullMarked
package io.rowlift.schema;

import org.jspecify.annotations.NullMarked;
