package io.rowlift.report.html;

import io.rowlift.report.Figures;
import io.rowlift.report.Histogram;
import io.rowlift.report.Histogram.Bucket;
import io.rowlift.report.Histogram.Marker;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything of a histogram stands. Across in percent and down in pixels, so that the drawing is as wide as the
 * page and its text is not scaled.
 */
final class HistogramPlot {

    private static final int LANE = 16;
    /** From the top of a lane to the base line of its text. */
    private static final int TEXT = 12;

    private static final int BESIDE = 5;
    private static final int BARS = 160;
    private static final int X_LABELS = 24;
    /** Space between two bars, as a share of a bucket's width. */
    private static final double GAP = 0.08;

    private static final int LABELS_WHEN_WIDE = 12;
    private static final int LABELS_WHEN_NARROW = 4;
    private static final double CENTRE = 0.5;

    private final Histogram histogram;
    private final CountAxis axis;
    private final int lanes;

    HistogramPlot(Histogram histogram) {
        this.histogram = histogram;
        this.axis = CountAxis.of(
                histogram.scale(),
                histogram.buckets().stream().mapToLong(Bucket::count).max().orElse(0));
        this.lanes = histogram.markers().size();
    }

    /** A bar, or a line across when it has no height. */
    record Bar(String x, String width, String y, String height, String text) {}

    /** A label below the bars; {@code onlyWide} ones are left out on a narrow page. */
    record Label(String x, String anchor, boolean onlyWide, String text) {}

    /** A line across with its count. */
    record Grid(String y, String text) {}

    /** A line down with its text beside its upper end. */
    record Flag(String x, int y, String anchor, int shift, String text) {}

    int height() {
        return base() + X_LABELS;
    }

    int base() {
        return lanes * LANE + LANE / 2 + BARS;
    }

    /** Returns the plot in words, for those who do not see it. */
    String description() {
        List<String> parts = new ArrayList<>();
        long total = histogram.buckets().stream().mapToLong(Bucket::count).sum();
        parts.add(Figures.count(total) + " " + histogram.things() + " in "
                + Figures.count(histogram.buckets().size(), "bucket"));
        histogram.markers().forEach(marker -> parts.add(text(marker)));
        return String.join(", ", parts) + ".";
    }

    List<Bar> bars() {
        List<Bucket> buckets = histogram.buckets();
        double width = 1.0 / buckets.size();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            Bucket bucket = buckets.get(i);
            double height = bucket.count() == 0 ? 0 : Math.max(2, axis.share(bucket.count()) * BARS);
            bars.add(new Bar(
                    Looks.percent((i + GAP / 2) * width),
                    Looks.percent((1 - GAP) * width),
                    pixels(base() - height),
                    pixels(height),
                    range(bucket) + ": " + Figures.count(bucket.count()) + " " + histogram.things()));
        }
        return bars;
    }

    String range(Bucket bucket) {
        return Looks.value(histogram.unit(), bucket.from()) + " \u2013 " + Looks.value(histogram.unit(), bucket.to());
    }

    List<Label> labels() {
        List<Bucket> buckets = histogram.buckets();
        int wide = steps(buckets.size(), LABELS_WHEN_WIDE);
        int narrow = steps(steps(buckets.size(), LABELS_WHEN_NARROW), wide) * wide;
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i <= buckets.size(); i += wide) {
            long edge = i == 0 ? buckets.get(0).from() : buckets.get(i - 1).to();
            double x = (double) i / buckets.size();
            labels.add(new Label(
                    Looks.percent(x), anchor(i, buckets.size()), i % narrow != 0, Looks.value(histogram.unit(), edge)));
        }
        return labels;
    }

    /** Divides and rounds up. */
    private static int steps(int whole, int part) {
        return (whole + part - 1) / part;
    }

    private static String anchor(int edge, int last) {
        if (edge == 0) {
            return "start";
        }
        return edge == last ? "end" : "middle";
    }

    List<Grid> grid() {
        return axis.ticks().stream()
                .map(tick -> new Grid(pixels(base() - axis.share(tick) * BARS), Figures.count(tick)))
                .toList();
    }

    /**
     * A text stands beside the upper end of its line, towards the middle. Those of the left half go down from the
     * first, those of the right half from the last, so that no text is crossed by another one's line.
     */
    List<Flag> flags() {
        List<Marker> markers = histogram.markers();
        int left = (int) markers.stream()
                .filter(marker -> position(marker.value()) < CENTRE)
                .count();
        List<Flag> flags = new ArrayList<>();
        for (int i = 0; i < markers.size(); i++) {
            boolean isLeft = i < left;
            int lane = isLeft ? i : left + markers.size() - 1 - i;
            flags.add(new Flag(
                    Looks.percent(position(markers.get(i).value())),
                    lane * LANE + TEXT,
                    isLeft ? "start" : "end",
                    isLeft ? BESIDE : -BESIDE,
                    text(markers.get(i))));
        }
        return flags;
    }

    private String text(Marker marker) {
        return marker.label() + " " + Looks.value(histogram.unit(), marker.value());
    }

    /** From 0 to 1; within a bucket in proportion. */
    private double position(long value) {
        List<Bucket> buckets = histogram.buckets();
        for (int i = 0; i < buckets.size(); i++) {
            Bucket bucket = buckets.get(i);
            if (value < bucket.to()) {
                double within = Math.max(0, (double) (value - bucket.from()) / (bucket.to() - bucket.from()));
                return (i + within) / buckets.size();
            }
        }
        return 1;
    }

    private static String pixels(double length) {
        return String.valueOf(Math.round(length));
    }
}
