package io.rowlift.config;

import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 as a tree of located text. Works on the parser's events, before any schema could turn {@code no} into a
 * boolean or {@code 1.10} into a number. Anchors, aliases and tags are refused: a file is to be read from top to bottom.
 */
final class YamlReader {

    /** Deeper than any mapping, and shallow enough for the recursion. */
    private static final int MAX_DEPTH = 50;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;

    private YamlReader(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.events = new Parse(LoadSettings.builder().setUseMarks(true).build())
                .parseString(text)
                .iterator();
    }

    /** Returns the only document of a file, or null after reporting why there is none. */
    static @Nullable Node read(String file, String text, Problems problems) {
        try {
            return new YamlReader(file, text, problems).document();
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            problems.add(new Location(file, line), syntax(e.getProblem()), syntaxRemedy(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(new Location(file, 1), "the file is not valid YAML", null);
        }
        return null;
    }

    private @Nullable Node document() {
        events.next(); // the stream's start
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            problems.add(new Location(file, 1), "the file is empty");
            return null;
        }
        Node node = node(events.next(), 0);
        events.next(); // the document's end
        Event next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            problems.add(at(next), "a second document begins here", "write one document per file");
        }
        return node;
    }

    private Node node(Event event, int depth) {
        if (event instanceof AliasEvent) {
            problems.add(at(event), "aliases (*name) are not supported", "write the value out, or quote the text");
            return new Node.Broken(at(event));
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            problems.add(at(event), "anchors (&name) are not supported", "remove it, or quote the text");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), event);
            return new Node.Text(scalar.getValue(), scalar.getValue(), !scalar.isPlain(), at(event));
        }
        if (event instanceof CollectionStartEvent collection) {
            refuseTag(collection.getTag(), event);
        }
        if (depth == MAX_DEPTH) {
            problems.add(at(event), "the file is nested more than " + MAX_DEPTH + " levels deep");
            skip();
            return new Node.Broken(at(event));
        }
        return event.getEventId() == Event.ID.SequenceStart ? sequence(event, depth) : block(event, depth);
    }

    private Node sequence(Event start, int depth) {
        List<Node> elements = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
            elements.add(node(e, depth + 1));
        }
        return new Node.Sequence(elements, at(start));
    }

    private Node block(Event start, int depth) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
            Node key = node(e, depth + 1);
            Node.Entry entry = new Node.Entry(node(events.next(), depth + 1), key.location());
            if (key instanceof Node.Text text) {
                Node.Entry first = entries.putIfAbsent(text.value(), entry);
                if (first != null) {
                    String where = "\" stands here again, first in line "
                            + first.location().line();
                    problems.add(key.location(), "key \"" + text.value() + where, "remove one of the two");
                }
            } else if (!(key instanceof Node.Broken)) {
                problems.add(key.location(), "a key must be text, found " + key.kind());
            }
        }
        return new Node.Block(entries, at(start));
    }

    private void skip() {
        for (int open = 1; open > 0; ) {
            Event.ID id = events.next().getEventId();
            if (id == Event.ID.SequenceStart || id == Event.ID.MappingStart) {
                open++;
            } else if (id == Event.ID.SequenceEnd || id == Event.ID.MappingEnd) {
                open--;
            }
        }
    }

    private void refuseTag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            problems.add(at(event), "tags (!name) are not supported", "remove it, or quote the text");
        }
    }

    private Location at(Event event) {
        return new Location(file, event.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }

    /** The parser's own words, unless they repeat a piece of the file: that piece may be a credential. */
    private static String syntax(@Nullable String problem) {
        if (problem == null || problem.contains("tag")) {
            return "the file is not valid YAML";
        }
        if (problem.contains("TAB")) {
            return "a tab stands where only spaces may";
        }
        String words = problem.contains("that cannot start") ? "a value begins with a reserved character" : problem;
        return "the file is not valid YAML: " + words;
    }

    private static @Nullable String syntaxRemedy(@Nullable String problem) {
        return problem != null && problem.contains("TAB")
                ? "indent with spaces"
                : "check the indentation, and quote texts that hold one of {}[],#&*!|>'\"%@` or a colon";
    }
}
