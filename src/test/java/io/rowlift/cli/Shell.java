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
        int exit = Rowlift.commandLine(context(out, err)).execute(arguments);
        return new Answer(exit, text(out), text(err));
    }

    /** Returns a context whose output is lost. */
    Context context() {
        return context(new StringWriter(), new StringWriter());
    }

    private Context context(StringWriter out, StringWriter err) {
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 80);
        return new Context(terminal, parts, stateRoot, () -> {
            throw new IllegalStateException("nobody sends two signals");
        });
    }

    private static String text(StringWriter written) {
        return written.toString().replace(System.lineSeparator(), "\n");
    }
}
