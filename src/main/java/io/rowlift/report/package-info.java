/**
 * A report as a value: a verdict, and sections of findings, tables and plots that somebody forwards to people who do not
 * run Rowlift. The blocks are closed and know nothing of Rowlift but findings; beside them stands what makes a report of
 * an outcome. Its one rendering is in {@link io.rowlift.report.html}.
 */
@NullMarked
package io.rowlift.report;

import org.jspecify.annotations.NullMarked;
