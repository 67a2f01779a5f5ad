/**
 * A report as a value: a verdict, and sections of findings, tables and plots that somebody forwards to people who do not
 * run Rowlift. What is in a report is decided by those who make one; here is only what a report can consist of. Knows
 * findings and nothing else of Rowlift; its one rendering is in {@link io.rowlift.report.html}.
 */
@NullMarked
package io.rowlift.report;

import org.jspecify.annotations.NullMarked;
