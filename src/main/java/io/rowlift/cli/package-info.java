/**
 * The command line: one class per verb, exit codes, messages. The only package that knows picocli, prints, or ends the
 * process; what is to run is brought together by hand in {@link io.rowlift.cli.Wiring}.
 */
@NullMarked
package io.rowlift.cli;

import org.jspecify.annotations.NullMarked;
