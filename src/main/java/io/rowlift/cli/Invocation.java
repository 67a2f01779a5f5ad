package io.rowlift.cli;

import io.rowlift.cli.console.StopSignals;
import io.rowlift.cli.console.Terminal;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** One command, from its options to its exit code. */
final class Invocation {

    private final Context context;
    private final String command;
    private final JobOptions options;
    private final Terminal terminal;
    private Path stateDirectory;
    private Optional<String> goOn = Optional.empty();

    Invocation(Context context, String command, JobOptions options) {
        this.context = context;
        this.command = command;
        this.options = options;
        this.terminal = options.noProgress ? context.terminal().plain() : context.terminal();
        this.stateDirectory = context.stateRoot();
    }

    /** Runs the command's body and turns what ends it into a message and an exit code. */
    int end(Supplier<ExitCode> body) {
        try {
            return body.get().number();
        } catch (RuntimeException | Error e) { // the last place before the user: nothing may pass
            return Failures.report(e, this).number();
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** Reads the job file; from now on the debug log goes to its state directory. */
    Job job() {
        Job job = context.parts().job(options.file);
        stateDirectory = job.state().directory();
        return job;
    }

    /** Says what to type to go on after a stop or a failure. */
    void goesOnWith(String commandLine) {
        goOn = Optional.of(commandLine);
    }

    /** Does something that the first Ctrl-C asks to stop. */
    <T> T stoppable(Function<RunSignal, T> work) {
        RunSignal signal = new RunSignal();
        StopSignals signals = StopSignals.listen(signal, terminal.err(), context.leaveAtOnce());
        try {
            return work.apply(signal);
        } finally {
            signals.close();
        }
    }

    /** Prints the result as JSON, if that was asked for. */
    ExitCode result(ExitCode exit, JsonResult.Fields fields) {
        if (options.json) {
            JsonResult.write(terminal.out(), command, exit, fields);
        }
        return exit;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Where the result goes as text: beside a JSON document, standard error. */
    PrintWriter text() {
        return options.json ? terminal.err() : terminal.out();
    }

    Parts parts() {
        return context.parts();
    }

    String command() {
        return command;
    }

    boolean json() {
        return options.json;
    }

    boolean verbose() {
        return options.verbose;
    }

    boolean debug() {
        return options.debug;
    }

    Path file() {
        return options.file;
    }

    Path stateDirectory() {
        return stateDirectory;
    }

    Optional<String> goOn() {
        return goOn;
    }

    /** Returns the end of a command whose arguments do not fit what it found. */
    static ConfigurationException usage(String message, String remedy) {
        return new ConfigurationException(message, remedy);
    }
}
