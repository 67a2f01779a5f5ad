package io.rowlift.cli;

import io.rowlift.cli.console.Terminal;
import io.rowlift.problem.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line: hands each verb to its class. */
@Command(
        name = "rowlift",
        header = "Moves a relational database into DynamoDB and proves that nothing was lost.",
        description = "",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "\"rowlift COMMAND --help\" says more about each of them. \"rowlift demo\" needs nothing at all.",
            "",
            "Exit codes: 0 done, 2 usage or configuration error, 3 refused by a check with nothing written,",
            "4 failed and can be continued, 5 stopped and can be continued, 6 differences or problems found, 70 a bug in Rowlift."
        })
public final class Rowlift {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    Rowlift() {}

    /** Runs a command line in this process and returns its exit code. */
    public static int run(String[] arguments) {
        Context context = new Context(
                Terminal.ofProcess(System.getenv()),
                new Wiring(),
                Path.of(".rowlift"),
                () -> Runtime.getRuntime().halt(ExitCode.STOPPED.number()));
        return commandLine(context).execute(arguments);
    }

    /** Returns the command line with everything that it needs. */
    static CommandLine commandLine(Context context) {
        CommandLine commandLine = new CommandLine(new Rowlift())
                .addSubcommand(new DemoCommand(context))
                .addSubcommand(new SuggestCommand(context))
                .addSubcommand(new RenderCommand(context))
                .addSubcommand(new ValidateCommand(context))
                .addSubcommand(new MigrateCommand(context))
                .addSubcommand(new SyncCommand(context))
                .addSubcommand(new VerifyCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new RejectsCommand(context));
        commandLine.setOut(context.terminal().out());
        commandLine.setErr(context.terminal().err());
        commandLine.setUsageHelpWidth(100);
        commandLine.setParameterExceptionHandler((exception, arguments) -> misused(exception, List.of(arguments)));
        return commandLine;
    }

    /** Nothing is known about the options yet but what was typed. */
    private static int misused(ParameterException exception, List<String> arguments) {
        CommandLine command = exception.getCommandLine();
        String message = lowerCase(String.valueOf(exception.getMessage()));
        StringWriter suggestions = new StringWriter();
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, new PrintWriter(suggestions, true));
        String help = "\"" + command.getCommandSpec().qualifiedName() + " --help\"";
        PrintWriter err = command.getErr();
        err.println("rowlift: " + message);
        err.print(suggestions);
        err.println("Try " + help + ".");
        err.flush();
        if (arguments.contains("--json")) {
            String remedy = Stream.concat(suggestions.toString().lines(), Stream.of("try " + help))
                    .map(Rowlift::lowerCase)
                    .collect(Collectors.joining("; "));
            JsonResult.writeProblems(
                    command.getOut(),
                    command.getCommandName(),
                    ExitCode.USAGE,
                    List.of(new Problem(null, message, remedy)));
            command.getOut().flush();
        }
        return ExitCode.USAGE.number();
    }

    private static String lowerCase(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
