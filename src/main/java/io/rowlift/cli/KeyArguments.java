package io.rowlift.cli;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.RowKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A row's key as a user types it: values in the key's order, or {@code column=value} in any order. */
final class KeyArguments {

    private KeyArguments() {}

    /**
     * Reads the arguments. They name columns when every one of them begins with a name and {@code =}, of which at least
     * one is a key column: a single value may contain {@code =}, too.
     *
     * @param subject whose key it is, for messages: {@code entity "Order"}
     * @throws ConfigurationException when they do not fit the key
     */
    static RowKey parse(String subject, List<String> columns, List<String> arguments) {
        if (arguments.stream().anyMatch(argument -> columns.contains(name(argument)))
                && arguments.stream().allMatch(argument -> argument.indexOf('=') > 0)) {
            return named(subject, columns, arguments);
        }
        if (arguments.size() != columns.size()) {
            throw wrongKey(
                    subject, columns, "got " + arguments.size() + (arguments.size() == 1 ? " value" : " values"));
        }
        return new RowKey(columns, List.copyOf(arguments));
    }

    private static RowKey named(String subject, List<String> columns, List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            String name = name(argument);
            if (!columns.contains(name)) {
                String near = Suggestion.didYouMean(name, columns);
                throw wrongKey(subject, columns, "got \"" + name + "\"" + (near == null ? "" : ", " + near));
            }
            if (values.put(name, argument.substring(name.length() + 1)) != null) {
                throw wrongKey(subject, columns, "got \"" + name + "\" twice");
            }
        }
        for (String column : columns) {
            if (!values.containsKey(column)) {
                throw wrongKey(subject, columns, "\"" + column + "\" is missing");
            }
        }
        return new RowKey(
                columns,
                columns.stream()
                        .<Object>map(column -> Objects.requireNonNull(values.get(column)))
                        .toList());
    }

    private static String name(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? "" : argument.substring(0, equals);
    }

    private static ConfigurationException wrongKey(String subject, List<String> columns, String found) {
        return new ConfigurationException(
                "the key of " + subject + " is (" + String.join(", ", columns) + "); " + found,
                "give " + (columns.size() == 1 ? "one value" : columns.size() + " values in this order")
                        + ", or COLUMN=VALUE for each");
    }
}
