package io.rowlift.config;

import io.rowlift.problem.Location;
import java.util.List;
import java.util.Map;

/** A piece of a file and where it stands. Every scalar is text; whoever reads it knows which type it wants. */
sealed interface Node {

    Location location();

    /** Returns what messages call such a piece. */
    String kind();

    /**
     * A scalar.
     *
     * @param value what it stands for
     * @param written what the file holds, for messages: differs from the value where {@code ${...}} was resolved
     * @param quoted whether it was written in quotes or as a block of text
     */
    record Text(String value, String written, boolean quoted, Location location) implements Node {

        @Override
        public String kind() {
            return "text";
        }

        /** Returns whether the file has nothing where a value is due. */
        boolean missing() {
            return value.isEmpty() && !quoted;
        }
    }

    /** A list. */
    record Sequence(List<Node> elements, Location location) implements Node {

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys and values, in the order of the file. */
    record Block(Map<String, Entry> entries, Location location) implements Node {

        @Override
        public String kind() {
            return "a block of keys";
        }
    }

    /** Something that has been reported already, so that nothing more is to be said about it. */
    record Broken(Location location) implements Node {

        @Override
        public String kind() {
            return "something broken";
        }
    }

    /**
     * A value and where its key stands.
     *
     * @param location of the key
     */
    record Entry(Node value, Location location) {}
}
