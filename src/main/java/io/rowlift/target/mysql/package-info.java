/**
 * MySQL as a target: its types, its DDL and how rows are written to it. What is peculiar to PlanetScale is in {@code
 * PlanetScale}. Knows no source and no other target.
 */
@NullMarked
package io.rowlift.target.mysql;

import org.jspecify.annotations.NullMarked;
