package io.rowlift.config;

import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${file:path}} in the scalars of a job file. The default
 * is taken when the variable is not set or empty, as in a shell; two dollar signs before the brace stand for one and no reference. Paths
 * are relative to the job file.
 */
final class Interpolation {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Path file;
    private final Environment environment;
    private final Problems problems;

    Interpolation(Path file, Environment environment, Problems problems) {
        this.file = file;
        this.environment = environment;
        this.problems = problems;
    }

    /** Returns whether a scalar, as written, is one reference and nothing else: what a credential has to be. */
    static boolean isReference(String written) {
        Matcher matcher = REFERENCE.matcher(written);
        return matcher.matches() && matcher.group(1) != null;
    }

    /** Returns the tree with all references resolved; scalars with a reference that cannot be are reported. */
    Node resolve(Node node) {
        if (node instanceof Node.Text text) {
            return text.written().contains("${") ? resolve(text) : text;
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    sequence.elements().stream().map(this::resolve).toList(), node.location());
        }
        if (node instanceof Node.Block block) {
            Map<String, Node.Entry> entries = new LinkedHashMap<>();
            block.entries()
                    .forEach(
                            (key, entry) -> entries.put(key, new Node.Entry(resolve(entry.value()), entry.location())));
            return new Node.Block(entries, node.location());
        }
        return node;
    }

    private Node resolve(Node.Text text) {
        StringBuilder resolved = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text.written());
        boolean broken = false;
        while (matcher.find()) {
            String value = matcher.group(1) == null ? "${" : value(matcher, text.location());
            broken |= value == null;
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value == null ? "" : value));
        }
        matcher.appendTail(resolved);
        // a resolved value counts as quoted: an empty one was given, it is not missing
        return broken
                ? new Node.Broken(text.location())
                : new Node.Text(resolved.toString(), text.written(), true, text.location());
    }

    private @Nullable String value(Matcher reference, Location location) {
        String body = reference.group(1);
        if (reference.group(2).isEmpty()) {
            problems.add(location, "a \"${\" is never closed", "write ${NAME}, or $${ for the characters themselves");
            return null;
        }
        if (body.startsWith("file:")) {
            return secret(body.substring("file:".length()), location);
        }
        Matcher variable = VARIABLE.matcher(body);
        if (!variable.matches() || body.contains("${")) {
            problems.add(
                    location,
                    "a \"${...}\" is neither ${NAME}, ${NAME:-default} nor ${file:/path}",
                    "write one of these, or $${ for the characters themselves");
            return null;
        }
        String name = variable.group(1);
        String value = environment.variable(name);
        String fallback = variable.group(2);
        if (fallback != null && (value == null || value.isEmpty())) {
            return fallback;
        }
        if (value == null) {
            problems.add(
                    location,
                    "environment variable \"" + name + "\" is not set",
                    "set it, or write ${" + name + ":-default}");
        }
        return value;
    }

    private @Nullable String secret(String path, Location location) {
        try {
            return environment.secret(file.resolveSibling(path)).replaceFirst("\r?\n\\z", "");
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    location,
                    "file \"" + path + "\" of a \"${file:...}\" cannot be read as UTF-8 text",
                    "check the path and who may read it");
            return null;
        }
    }
}
