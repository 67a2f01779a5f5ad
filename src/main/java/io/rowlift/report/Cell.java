package io.rowlift.report;

import java.time.Duration;
import java.time.Instant;

/** A single value as a reader meets it; how each kind is written is decided in one place, for all reports. */
public sealed interface Cell {

    /** Words. */
    record Text(String text) implements Cell {}

    /** A name or key, letter for letter. */
    record Code(String code) implements Cell {}

    /** A number of things. */
    record Count(long count) implements Cell {}

    /** A size. */
    record Bytes(long bytes) implements Cell {}

    /**
     * A part of a whole.
     *
     * @param share from 0 to 1
     */
    record Share(double share) implements Cell {}

    /** How long something takes. */
    record Time(Duration time) implements Cell {}

    /** A point in time. */
    record Moment(Instant moment) implements Cell {}

    /**
     * A judgement in one word, for example {@code PROVED}.
     *
     * @param tone how it is coloured; the word says it as well
     */
    record Badge(Tone tone, String word) implements Cell {}

    /** Nothing, where a value has no meaning. */
    record None() implements Cell {}

    /** Returns words. */
    static Cell text(String text) {
        return new Text(text);
    }

    /** Returns a name or key, letter for letter. */
    static Cell code(String code) {
        return new Code(code);
    }

    /** Returns a number of things. */
    static Cell count(long count) {
        return new Count(count);
    }

    /** Returns a size. */
    static Cell bytes(long bytes) {
        return new Bytes(bytes);
    }

    /** Returns a part of a whole, from 0 to 1. */
    static Cell share(double share) {
        return new Share(share);
    }

    /** Returns how long something takes. */
    static Cell time(Duration time) {
        return new Time(time);
    }

    /** Returns a point in time. */
    static Cell moment(Instant moment) {
        return new Moment(moment);
    }

    /** Returns a judgement in one word. */
    static Cell badge(Tone tone, String word) {
        return new Badge(tone, word);
    }

    /** Returns nothing, where a value has no meaning. */
    static Cell none() {
        return new None();
    }
}
