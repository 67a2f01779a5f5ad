package io.rowlift.mapping;

import io.rowlift.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the format of a template's variable, for example {@code pad:10}. */
final class FormatParser {

    /** DynamoDB's and most databases' longest decimal. */
    static final int MAX_DIGITS = 38;

    private FormatParser() {}

    /** Returns the format, or null after a report of message and remedy. */
    static @Nullable Format parse(String text, BiConsumer<String, @Nullable String> report) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Optional<Format.Kind> kind = Arrays.stream(Format.Kind.values())
                .filter(k -> k.text().equals(name))
                .findFirst();
        if (kind.isEmpty()) {
            String suggestion = Suggestion.didYouMean(
                    name,
                    Arrays.stream(Format.Kind.values()).map(Format.Kind::text).toList());
            report.accept("\"" + name + "\" is no format", suggestion != null ? suggestion : "known are " + known());
            return null;
        }
        return argued(kind.get(), colon < 0 ? null : text.substring(colon + 1), report);
    }

    private static @Nullable Format argued(
            Format.Kind kind, @Nullable String argument, BiConsumer<String, @Nullable String> report) {
        if (!kind.takesArgument()) {
            if (argument != null) {
                report.accept("format \"" + kind.text() + "\" takes no argument", "write {column|" + kind.text() + "}");
            }
            return argument == null ? new Format(kind, 0) : null;
        }
        int number = number(argument);
        if (!allowed(kind, number)) {
            String found = argument == null ? kind.text() : kind.text() + ":" + argument;
            report.accept("format \"" + found + "\" needs " + wanted(kind), "write {column|" + example(kind) + "}");
            return null;
        }
        return new Format(kind, number);
    }

    private static int number(@Nullable String argument) {
        boolean digits = argument != null
                && !argument.isEmpty()
                && argument.length() <= 9
                && argument.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(argument) : -1;
    }

    private static boolean allowed(Format.Kind kind, int number) {
        return switch (kind) {
            case PAD, DESC -> number >= 1 && number <= MAX_DIGITS;
            case ISO -> List.of(0, 3, 6).contains(number);
            case SHARD -> number >= 1;
            case EPOCH, EPOCH_MILLIS, LOWER, UPPER, HEX, BASE64, ESCAPE, RAW -> number == 0;
        };
    }

    private static String wanted(Format.Kind kind) {
        return switch (kind) {
            case ISO -> "0, 3 or 6 fraction digits";
            case SHARD -> "a number of shards, 1 to 999999999";
            case PAD, DESC -> "a number of digits, 1 to " + MAX_DIGITS;
            case EPOCH, EPOCH_MILLIS, LOWER, UPPER, HEX, BASE64, ESCAPE, RAW -> "no argument";
        };
    }

    private static String example(Format.Kind kind) {
        return kind.text() + (kind == Format.Kind.ISO ? ":3" : ":10");
    }

    private static String known() {
        return Arrays.stream(Format.Kind.values())
                .map(k -> k.takesArgument() ? k.text() + ":n" : k.text())
                .collect(Collectors.joining(", "))
                .toLowerCase(Locale.ROOT);
    }
}
