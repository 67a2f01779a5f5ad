package io.rowlift.report.html;

import io.rowlift.report.Bars;
import io.rowlift.report.Bars.Bar;

/** How long bars are, in percent of the longest. */
public final class BarsPlot {

    private final double longest;

    public BarsPlot(Bars bars) {
        this.longest =
                Math.max(1, bars.bars().stream().mapToLong(Bar::value).max().orElse(1));
    }

    public String width(Bar bar) {
        return Looks.percent(bar.value() / longest);
    }
}
