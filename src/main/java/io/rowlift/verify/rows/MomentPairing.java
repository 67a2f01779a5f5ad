package io.rowlift.verify.rows;

import io.rowlift.schema.Type;
import org.jspecify.annotations.Nullable;

/** Decides how dates and times are compared, with each other and with texts. */
final class MomentPairing {

    private final Pairing.Side source;
    private final Pairing.Side target;
    private final @Nullable String said;

    MomentPairing(Pairing.Side source, Pairing.Side target, @Nullable String said) {
        this.source = source;
        this.target = target;
        this.said = said;
    }

    Comparison comparison() {
        if (source.is(Type.Date.class) && target.is(Type.Date.class)) {
            return Comparison.by("dates", Moments::plain);
        }
        if (source.type() instanceof Type.Time from && target.type() instanceof Type.Time to) {
            return times(from, to);
        }
        if (source.type() instanceof Type.Timestamp from && target.type() instanceof Type.Timestamp to) {
            boolean alike = from.equals(to);
            return rounded(
                    Comparison.by("timestamps in UTC", alike ? Moments::plain : Moments::of),
                    from.fraction(),
                    to.fraction());
        }
        if (dated(source) && dated(target)) {
            return dates();
        }
        return source.is(Type.Text.class) || target.is(Type.Text.class)
                ? texts()
                : Comparison.presence(source.declared(), target.declared());
    }

    private static boolean dated(Pairing.Side side) {
        return side.is(Type.Date.class) || side.is(Type.Timestamp.class);
    }

    private Comparison times(Type.Time from, Type.Time to) {
        Comparison exact = Comparison.by("times of a day", from.equals(to) ? Moments::plain : Moments::of);
        if (from.zoned() && !to.zoned() && said != null && from.fraction() <= to.fraction()) {
            return exact.reduced("without their zone", Moments::unzoned, said);
        }
        return rounded(exact, from.fraction(), to.fraction());
    }

    private Comparison rounded(Comparison exact, int from, int to) {
        return said != null && from > to ? exact.reduced("rounded", Moments.rounded(to), said) : exact;
    }

    private Comparison dates() {
        return target.is(Type.Date.class) && said != null
                ? Comparison.by("dates", Moments::plain).reduced("without their time", Moments::day, said)
                : Comparison.by("timestamps in UTC", Moments::atMidnight);
    }

    private Comparison texts() {
        boolean timestamp = source.is(Type.Timestamp.class) || target.is(Type.Timestamp.class);
        boolean written = timestamp || target.is(Type.Date.class) || target.is(Type.Time.class);
        return written
                ? Comparison.by("dates and times as ISO 8601 has them", Moments.written(timestamp))
                : Comparison.by("texts by character", Texts::of);
    }
}
