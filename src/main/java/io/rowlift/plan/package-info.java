/**
 * What a run is to do, as values: the job as the user declared it, the ranges it is cut into, the positions it has
 * reached, and the signal that stops it. Pure: made and read without touching a database.
 */
@NullMarked
package io.rowlift.plan;

import org.jspecify.annotations.NullMarked;
