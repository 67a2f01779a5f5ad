package io.rowlift.cli.console;

import io.rowlift.cli.console.Frame.Bar;
import io.rowlift.report.Figures;
import java.util.ArrayList;
import java.util.List;

/** Draws a frame as lines of a terminal. */
final class FrameText {

    private static final int BAR_COLUMNS = 24;
    private static final int MOST_BARS = 8;

    private FrameText() {}

    static List<String> lines(Frame frame, boolean unicode, int columns) {
        int name =
                frame.bars().stream().mapToInt(bar -> bar.name().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Bar bar : frame.bars().subList(0, Math.min(MOST_BARS, frame.bars().size()))) {
            lines.add(line(bar, Math.min(name, columns / 3), unicode));
        }
        if (frame.bars().size() > MOST_BARS) {
            lines.add("  and " + (frame.bars().size() - MOST_BARS) + " more");
        }
        lines.add("  " + frame.total());
        // a line that wraps would not be overwritten by the next frame
        return lines.stream().map(line -> cut(line, columns - 1)).toList();
    }

    private static String line(Bar bar, int nameColumns, boolean unicode) {
        String name = cut(bar.name(), nameColumns);
        String share = bar.share().isPresent() ? Figures.percent(bar.share().getAsDouble()) : "";
        return "  " + name + " ".repeat(nameColumns - name.length()) + "  "
                + drawn(bar.share().orElse(0), unicode) + " " + " ".repeat(4 - share.length()) + share + "  "
                + bar.figures();
    }

    private static String drawn(double share, boolean unicode) {
        int done = (int) (share * BAR_COLUMNS);
        return (unicode ? "\u2588" : "#").repeat(done) + (unicode ? "\u2591" : ".").repeat(BAR_COLUMNS - done);
    }

    private static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns));
    }
}
