package io.rowlift.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Reads the entity that may follow {@code --restart}: what follows is the job file when the command line names no other,
 * so that {@code migrate --restart JOB} and {@code migrate JOB --restart} mean the same.
 */
final class RestartArgument implements IParameterConsumer {

    /** The value when no entity is named. */
    static final String EVERYTHING = "";

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own choice
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        boolean entity = !arguments.isEmpty() && isWord(arguments.peek()) && jobIsElsewhere(arguments, command);
        option.setValue(entity ? arguments.pop() : EVERYTHING);
    }

    private static boolean jobIsElsewhere(Stack<String> arguments, CommandSpec command) {
        boolean before = command.positionalParameters().stream()
                .map(ArgSpec::<Path>getValue)
                .anyMatch(job -> !job.toString().isEmpty());
        // the top of the stack is the argument in question
        List<String> after = arguments.subList(0, arguments.size() - 1);
        return before || after.stream().anyMatch(RestartArgument::isWord);
    }

    private static boolean isWord(String argument) {
        return !argument.startsWith("-");
    }
}
