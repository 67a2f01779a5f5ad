package io.rowlift.mapping;

import io.rowlift.mapping.Template.Literal;
import io.rowlift.mapping.Template.Part;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stand-in until the real parser lands. */
public final class TemplateParser {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}|]+)((?:\\|[^{}|]+)*)}");

    private TemplateParser() {}

    /** Parses a template; null after a report. */
    public static @Nullable Template parse(String text, Location location, Problems problems) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                parts.add(new Literal(text.substring(end, matcher.start())));
            }
            List<Format> formats = new ArrayList<>();
            for (String format : matcher.group(2).split("\\|", -1)) {
                if (!format.isEmpty()) {
                    String[] words = format.split(":", 2);
                    for (Format.Kind kind : Format.Kind.values()) {
                        if (kind.text().equals(words[0])) {
                            formats.add(new Format(kind, words.length == 2 ? Integer.parseInt(words[1]) : 0));
                        }
                    }
                }
            }
            parts.add(new Variable(matcher.group(1), formats));
            end = matcher.end();
        }
        if (end < text.length()) {
            parts.add(new Literal(text.substring(end)));
        }
        if (parts.isEmpty()) {
            problems.add(location, "template is empty");
            return null;
        }
        return new Template(text, parts, location);
    }
}
