package io.rowlift.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is forwarded: the verdict, then everything that it rests on.
 *
 * @param kind what made it, for example {@code Validation}
 * @param title what it is about, for example the name of the job
 * @param facts where it comes from: mapping, source, target, time and version, in this order
 * @param verdict what to take away when nothing else is read
 * @param sections the evidence; their ids differ
 * @param contents which of the source's data it shows
 */
public record Report(
        String kind, String title, List<Fact> facts, Verdict verdict, List<Section> sections, Contents contents) {

    public Report {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            if (!ids.add(section.id())) {
                throw new IllegalArgumentException("two sections have the id \"" + section.id() + "\"");
            }
        }
    }

    /** Which of the source's data a report shows: the reader is told, because it decides whom it may be forwarded to. */
    public enum Contents {
        /** Names of tables and columns, and keys. */
        KEYS,
        /** Other values of rows as well: the user has asked for them. */
        VALUES
    }
}
