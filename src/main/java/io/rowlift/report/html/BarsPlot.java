package io.rowlift.report.html;

import io.rowlift.report.Bars;
import io.rowlift.report.Bars.Bar;

/** How long bars are, in percent of the longest. */
final class BarsPlot {

    private final double longest;

    BarsPlot(Bars bars) {
        this.longest =
                Math.max(1, bars.bars().stream().mapToLong(Bar::value).max().orElse(1));
    }

    String width(Bar bar) {
        return Looks.percent(bar.value() / longest);
    }
}
