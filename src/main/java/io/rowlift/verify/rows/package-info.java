/**
 * What a value is, whichever engine holds it: the form in which rows of a source and of a relational target are
 * compared. Knows neither SQL nor driver nor any target: it is the proof that the writers are held against, so it shares
 * no code with them.
 */
@NullMarked
package io.rowlift.verify.rows;

import org.jspecify.annotations.NullMarked;
