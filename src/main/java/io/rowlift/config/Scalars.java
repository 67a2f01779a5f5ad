package io.rowlift.config;

import io.rowlift.problem.Suggestion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that a scalar can be asked to have. What is wrong is reported, and null returned; what was reported before
 * returns null too.
 */
final class Scalars {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?) ?%");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    private Scalars() {}

    /** Reads text that is not empty. */
    static @Nullable String text(Node node, String name, Scope scope) {
        Node.Text text = scalar(node, name, scope);
        if (text == null) {
            return null;
        }
        if (text.value().isEmpty()) {
            scope.report(node.location(), name + " has no value", null);
            return null;
        }
        return text.value();
    }

    /** Reads a whole number. */
    static @Nullable Long count(Node node, String name, long min, long max, Scope scope) {
        String value = text(node, name, scope);
        if (value == null) {
            return null;
        }
        if (COUNT.matcher(value).matches()) {
            long count = Long.parseLong(value);
            if (count >= min && count <= max) {
                return count;
            }
        }
        wrong(node, name, "a whole number from " + min + " to " + max, null, scope);
        return null;
    }

    /** Reads {@code true} or {@code false}, in no other spelling. */
    static @Nullable Boolean flag(Node node, String name, Scope scope) {
        return oneOf(node, name, Map.of("true", true, "false", false), "true or false", scope);
    }

    /** Reads one of some words. */
    static <E> @Nullable E oneOf(Node node, String name, Map<String, E> words, String expected, Scope scope) {
        String value = text(node, name, scope);
        if (value == null) {
            return null;
        }
        E found = words.get(value);
        if (found == null) {
            // of one letter every other one is near
            String suggestion = value.length() < 2 ? null : Suggestion.didYouMean(value, words.keySet());
            wrong(node, name, expected, suggestion, scope);
        }
        return found;
    }

    /** Reads a duration with its unit: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 2h}, {@code 1d}. */
    static @Nullable Duration duration(Node node, String name, Scope scope) {
        String value = text(node, name, scope);
        if (value == null) {
            return null;
        }
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            wrong(node, name, "a duration such as 500ms, 60s, 5m, 2h or 1d", null, scope);
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Reads a share in percent, {@code 0.1%}, as a fraction; null without a report when there is no percent sign. */
    static @Nullable BigDecimal share(String value) {
        Matcher matcher = SHARE.matcher(value);
        return matcher.matches() ? new BigDecimal(matcher.group(1)).movePointLeft(2) : null;
    }

    /** Reports a value that is not what it should be, in the words of the file. */
    static void wrong(Node node, String name, String expected, @Nullable String remedy, Scope scope) {
        scope.report(node.location(), name + " must be " + expected + ", found " + found(node), remedy);
    }

    private static String found(Node node) {
        if (node instanceof Node.Text text) {
            return text.missing() ? "nothing" : "\"" + text.written() + "\"";
        }
        return node.kind();
    }

    /** Returns a node as a scalar, empty or not. */
    static Node.@Nullable Text scalar(Node node, String name, Scope scope) {
        if (node instanceof Node.Text text) {
            return text;
        }
        if (!(node instanceof Node.Broken)) {
            wrong(node, name, "text", null, scope);
        }
        return null;
    }
}
