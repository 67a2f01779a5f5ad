package io.rowlift.cli.console;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far something is, at one moment.
 *
 * @param bars what is being worked on
 * @param total one line about the whole
 */
public record Frame(List<Bar> bars, String total) {

    public Frame {
        bars = List.copyOf(bars);
    }

    /**
     * One part of the work.
     *
     * @param name what it is
     * @param share how much of it is done, 0 to 1; empty where that cannot be told
     * @param figures what has been done
     */
    public record Bar(String name, OptionalDouble share, String figures) {}
}
