/**
 * What a user sees while something runs: the two output streams, progress on a terminal and in a log, figures as people
 * read them, and the signals that ask for a stop. Knows no command.
 */
@NullMarked
package io.rowlift.cli.console;

import org.jspecify.annotations.NullMarked;
