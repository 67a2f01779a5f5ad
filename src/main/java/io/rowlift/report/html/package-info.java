/**
 * One report as one HTML file that needs nothing beside it: no script, no network, no font. The templates
 * ({@code src/main/jte}) are compiled into this package by the build and escape by where a text stands; a plot is laid
 * out here and drawn there. Knows the {@linkplain io.rowlift.report model} and not who made the report.
 */
@NullMarked
package io.rowlift.report.html;

import org.jspecify.annotations.NullMarked;
