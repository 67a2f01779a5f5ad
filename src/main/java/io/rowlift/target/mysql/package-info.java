/**
 * MySQL as a target: its types, tables declared in its language, and how rows are written to it. What is peculiar to
 * PlanetScale is in {@code PlanetScale}. Knows sources only by what they declare, and no other target.
 */
@NullMarked
package io.rowlift.target.mysql;

import org.jspecify.annotations.NullMarked;
