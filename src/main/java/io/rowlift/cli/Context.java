package io.rowlift.cli;

import io.rowlift.cli.console.Terminal;
import java.nio.file.Path;

/**
 * What every command gets.
 *
 * @param terminal where output goes
 * @param parts opens source, target and files
 * @param stateRoot where jobs keep their state unless they say otherwise
 * @param leaveAtOnce ends the process without waiting for anything
 */
record Context(Terminal terminal, Parts parts, Path stateRoot, Runnable leaveAtOnce) {}
