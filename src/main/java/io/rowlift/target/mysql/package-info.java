/**
 * MySQL and PlanetScale as targets: tables declared in MySQL's language, values as they stand in its statements, and what
 * PlanetScale does not allow. Knows sources only by what they declare, never by their classes.
 */
@NullMarked
package io.rowlift.target.mysql;

import org.jspecify.annotations.NullMarked;
