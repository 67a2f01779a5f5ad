package io.rowlift.mapping;

import io.rowlift.mapping.Template.Literal;
import io.rowlift.mapping.Template.Part;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads templates: literal text and {@code {column}} or {@code {column|format}}. A doubled opening or closing brace stands
 * for a single one. A brace that is neither doubled nor part of a variable is an error in both directions, so that a slip
 * is not taken for text.
 */
public final class TemplateParser {

    private final String text;
    private final Location location;
    private final Problems problems;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private boolean broken;

    private TemplateParser(String text, Location location, Problems problems) {
        this.text = text;
        this.location = location;
        this.problems = problems;
    }

    /**
     * Parses a template.
     *
     * @param text as it stands in the file, without the quotes
     * @param problems takes everything that is wrong with it
     * @return null if something is wrong with it
     */
    public static @Nullable Template parse(String text, Location location, Problems problems) {
        return new TemplateParser(text, location, problems).parse();
    }

    private @Nullable Template parse() {
        if (text.isEmpty()) {
            report("template is empty", null);
        }
        int position = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if ((c == '{' || c == '}') && text.startsWith(String.valueOf(c), position + 1)) {
                literal.append(c);
                position += 2;
            } else if (c == '{') {
                position = variable(position);
            } else {
                if (c == '}') {
                    report("the \"}\" at character " + (position + 1) + " closes nothing", "write }} for a brace");
                }
                literal.append(c);
                position++;
            }
        }
        endLiteral();
        return broken ? null : new Template(text, parts, location);
    }

    /** Reads the variable that opens at a position and returns the position after it. */
    private int variable(int open) {
        int close = text.indexOf('}', open);
        if (close < 0 || text.substring(open + 1, close).indexOf('{') >= 0) {
            report("the \"{\" at character " + (open + 1) + " is not closed", "write {{ for a brace");
            return close < 0 ? text.length() : close + 1;
        }
        endLiteral();
        String[] words = text.substring(open + 1, close).split("\\|", -1);
        if (words[0].isEmpty()) {
            report("the variable at character " + (open + 1) + " has no name", "write a column, such as {id}");
        }
        if (!parts.isEmpty() && parts.get(parts.size() - 1) instanceof Variable before) {
            report(
                    "the variables \"" + before.reference() + "\" and \"" + words[0] + "\" have no text between them",
                    "separate them, as in \"{" + before.reference() + "}#{" + words[0] + "}\"");
        }
        parts.add(new Variable(words[0], formats(words)));
        return close + 1;
    }

    private List<Format> formats(String[] words) {
        List<Format> formats = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            Format format = FormatParser.parse(words[i], this::report);
            if (format != null) {
                formats.add(format);
            }
        }
        if (formats.size() > 2 || (formats.size() == 2 && (ends(formats.get(0)) || !ends(formats.get(1))))) {
            report(
                    "the formats \"" + String.join("|", List.of(words).subList(1, words.length))
                            + "\" cannot stand together",
                    "a variable takes one format, and escape or raw after it");
        }
        return formats;
    }

    private static boolean ends(Format format) {
        return format.kind() == Format.Kind.ESCAPE || format.kind() == Format.Kind.RAW;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private void report(String message, @Nullable String remedy) {
        problems.add(location, message, remedy);
        broken = true;
    }
}
