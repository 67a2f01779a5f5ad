package io.rowlift.cli.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where output goes.
 *
 * @param out results
 * @param err everything else
 * @param live whether lines may be redrawn: both streams are a terminal that somebody looks at
 * @param unicode whether the terminal shows more than ASCII
 * @param columns its width
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean live, boolean unicode, int columns) {

    private static final int USUAL_COLUMNS = 80;

    /** Returns the terminal or pipes of this process. */
    public static Terminal ofProcess(Map<String, String> environment) {
        Charset shown = Charset.forName(System.getProperty("native.encoding", "US-ASCII"));
        return new Terminal(
                writer(FileDescriptor.out, StandardCharsets.UTF_8),
                writer(FileDescriptor.err, shown),
                isLive(environment, System.console()),
                shown.equals(StandardCharsets.UTF_8),
                columns(environment));
    }

    /** Returns the same without redrawn lines. */
    public Terminal plain() {
        return new Terminal(out, err, false, unicode, columns);
    }

    private static PrintWriter writer(FileDescriptor stream, Charset charset) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), charset), true);
    }

    @SuppressWarnings("SystemConsoleNull") // since Java 22 a console without a terminal says so itself, see isTerminal
    private static boolean isLive(Map<String, String> environment, @Nullable Console console) {
        boolean watched = !environment.containsKey("CI") && !"dumb".equals(environment.get("TERM"));
        return console != null && watched && isTerminal(console);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // before Java 22 there is only a console where there is a terminal
            return true;
        }
    }

    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{2,4}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
    }
}
