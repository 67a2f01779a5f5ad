package io.rowlift.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rowlift.report.Histogram;
import io.rowlift.report.Histogram.Bucket;
import io.rowlift.report.Histogram.Marker;
import io.rowlift.report.Histogram.Scale;
import io.rowlift.report.Unit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramPlotTest {

    @Test
    void aBarIsAsHighAsItsCountAndNeverTooLowToBeSeen() {
        HistogramPlot plot = plot(List.of(), 100, 50, 1, 0);

        assertThat(plot.bars()).extracting(HistogramPlot.Bar::height).containsExactly("160", "80", "2", "0");
        assertThat(plot.bars()).extracting(HistogramPlot.Bar::x).containsExactly("1.00%", "26.00%", "51.00%", "76.00%");
        assertThat(plot.bars()).extracting(HistogramPlot.Bar::width).containsOnly("23.00%");
        assertThat(plot.bars().get(2).text()).isEqualTo("20 \u2013 30: 1 rows");
    }

    @Test
    void markersStandWithinTheirBucketAndAreNotCrossed() {
        HistogramPlot plot = plot(
                List.of(
                        new Marker("p50", 5, null),
                        new Marker("p90", 15, null),
                        new Marker("p99", 30, null),
                        new Marker("max", 40, null)),
                1,
                1,
                1,
                1);

        assertThat(plot.flags())
                .extracting(HistogramPlot.Flag::x)
                .containsExactly("12.50%", "37.50%", "75.00%", "100.00%");
        assertThat(plot.flags()).extracting(HistogramPlot.Flag::y).containsExactly(12, 28, 60, 44);
        assertThat(plot.flags()).extracting(HistogramPlot.Flag::anchor).containsExactly("start", "start", "end", "end");
        assertThat(plot.flags()).extracting(HistogramPlot.Flag::text).startsWith("p50 5");
    }

    @Test
    void aNarrowPageHasFewerLabels() {
        HistogramPlot plot = plot(List.of(), LongStream.rangeClosed(1, 24).toArray());

        assertThat(plot.labels()).hasSize(13);
        assertThat(plot.labels().stream().filter(label -> !label.onlyWide()))
                .extracting(HistogramPlot.Label::text)
                .containsExactly("0", "60", "120", "180", "240");
    }

    @Test
    void describesItself() {
        assertThat(plot(List.of(new Marker("max", 20, null)), 1, 1_200).description())
                .isEqualTo("1,201 rows in 2 buckets, max 20.");
    }

    @Test
    void aLinearAxisEndsAtARoundCount() {
        assertThat(CountAxis.of(Scale.LINEAR, 2_904_871).ticks()).containsExactly(1_000_000L, 2_000_000L, 3_000_000L);
        assertThat(CountAxis.of(Scale.LINEAR, 100).ticks()).containsExactly(50L, 100L);
        assertThat(CountAxis.of(Scale.LINEAR, 0).ticks()).containsExactly(1L);
    }

    @Test
    void aLogarithmicAxisHasAFewPowersOfTen() {
        assertThat(CountAxis.of(Scale.LOGARITHMIC, 4_120_481).ticks()).containsExactly(100L, 10_000L, 1_000_000L);
        assertThat(CountAxis.of(Scale.LOGARITHMIC, 1_207).ticks()).containsExactly(10L, 100L, 1_000L);
        assertThat(CountAxis.of(Scale.LOGARITHMIC, 7).ticks()).containsExactly(1L);
        assertThat(CountAxis.of(Scale.LOGARITHMIC, 999).share(999)).isEqualTo(1, within(1e-9));
        assertThat(CountAxis.of(Scale.LOGARITHMIC, 999).share(0)).isZero();
    }

    private static HistogramPlot plot(List<Marker> markers, long... counts) {
        List<Bucket> buckets = LongStream.range(0, counts.length)
                .mapToObj(i -> new Bucket(i * 10, (i + 1) * 10, counts[(int) i]))
                .toList();
        return new HistogramPlot(new Histogram("Rows", "rows", Unit.COUNT, Scale.LINEAR, buckets, markers, null));
    }
}
