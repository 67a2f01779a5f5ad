/**
 * What the demo needs besides the commands: servers in a child process, a shop to migrate, and the questions that its
 * access patterns ask. Knows no command.
 */
@NullMarked
package io.rowlift.cli.demo;

import org.jspecify.annotations.NullMarked;
