package io.rowlift.report.html;

import io.rowlift.report.Timeline;
import io.rowlift.report.Timeline.Span;
import java.time.Duration;
import java.util.Comparator;

/** Where the spans of a timeline stand, in percent of the whole. */
final class TimelinePlot {

    /** What is too short to be drawn is drawn as short as can be seen. */
    private static final double SHORTEST = 0.005;

    private final double whole;

    TimelinePlot(Timeline timeline) {
        Duration end = timeline.spans().stream()
                .map(span -> span.start().plus(span.length()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        this.whole = Math.max(1, end.toMillis());
    }

    String start(Span span) {
        return Looks.percent(Math.min(span.start().toMillis() / whole, 1 - SHORTEST));
    }

    String width(Span span) {
        return Looks.percent(Math.max(span.length().toMillis() / whole, SHORTEST));
    }
}
