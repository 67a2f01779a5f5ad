package io.rowlift.cli;

import io.rowlift.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** Runs command lines in this process and captures what they say. */
final class Shell {

    /** What a command line answered; line ends are {@code \n}. */
    record Answer(int exit, String out, String err) {}

    private final Parts parts;
    private final Path stateRoot;

    Shell(Parts parts, Path stateRoot) {
        this.parts = parts;
        this.stateRoot = stateRoot;
    }

    Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 80);
        Context context = new Context(terminal, parts, stateRoot, () -> {
            throw new IllegalStateException("nobody sends two signals");
        });
        int exit = Rowlift.commandLine(context).execute(arguments);
        return new Answer(exit, text(out), text(err));
    }

    private static String text(StringWriter written) {
        return written.toString().replace(System.lineSeparator(), "\n");
    }
}
