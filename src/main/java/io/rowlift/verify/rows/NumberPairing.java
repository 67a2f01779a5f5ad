package io.rowlift.verify.rows;

import io.rowlift.schema.Type;
import org.jspecify.annotations.Nullable;

/** Decides how numbers are compared, with numbers and with texts. At least one side is a number. */
final class NumberPairing {

    private static final String BY_VALUE = "numbers by value";
    private static final String ROUNDED = "rounded";

    private final Pairing.Side source;
    private final Pairing.Side target;
    private final @Nullable String said;

    NumberPairing(Pairing.Side source, Pairing.Side target, @Nullable String said) {
        this.source = source;
        this.target = target;
        this.said = said;
    }

    Comparison comparison() {
        if (source.type() instanceof Type.Real from && target.type() instanceof Type.Real to) {
            return reals(from.bits(), to.bits());
        }
        boolean from = numeric(source.type());
        boolean to = numeric(target.type());
        if (from && to) {
            return reduced(Comparison.by(BY_VALUE, Numbers::of));
        }
        if (from && target.is(Type.Text.class)) {
            return toText();
        }
        return to && source.is(Type.Text.class)
                ? fromText()
                : Comparison.presence(source.declared(), target.declared());
    }

    private static boolean numeric(Type type) {
        return type instanceof Type.Real || Comparison.number(type);
    }

    private Comparison reals(int from, int to) {
        if (from == to) {
            return Comparison.by("floats of " + from + " bits, bit by bit", Reals::of);
        }
        Comparison exact = Comparison.by("floats of 32 bits, bit by bit", Reals::narrow);
        return from > to && said != null ? exact.reduced(ROUNDED, Reals::cut, said) : exact;
    }

    /** What the target holds less of is left out only where the mapping says its type. */
    private Comparison reduced(Comparison exact) {
        if (said == null) {
            return exact;
        }
        if (target.type() instanceof Type.Real real && !source.is(Type.Real.class)) {
            return exact.reduced(ROUNDED, Numbers.nearest(real.bits()), said);
        }
        int scale = scale(target.type());
        return scale >= 0 && (scale(source.type()) < 0 || scale(source.type()) > scale)
                ? exact.reduced(ROUNDED, Numbers.rounded(scale), said)
                : exact;
    }

    /** Returns how many digits are after the point at most; -1 for any number of them. */
    private static int scale(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Bool) {
            return 0;
        }
        return type instanceof Type.Numeric number && !number.unconstrained() ? Math.max(0, number.scale()) : -1;
    }

    private Comparison toText() {
        if (target.bits() && source.is(Type.Int.class)) {
            return Comparison.by("bits", Numbers.bits(target.argument(1)));
        }
        if (source.is(Type.Bool.class)) {
            return Comparison.by("truth values", Numbers::truth);
        }
        return source.type() instanceof Type.Real real
                ? Comparison.by("floats as they are printed", Reals.printed(real.bits()))
                : Comparison.by("texts by character", Numbers::printed);
    }

    private Comparison fromText() {
        if (source.bits() && target.is(Type.Int.class)) {
            return Comparison.by("bits", Numbers.bits(source.argument(1)));
        }
        if (target.is(Type.Bool.class)) {
            return Comparison.by("truth values", Numbers::truth);
        }
        return target.type() instanceof Type.Real real
                ? Comparison.by("floats as they are printed", Reals.printed(real.bits()))
                : reduced(Comparison.by(BY_VALUE, Numbers::of));
    }
}
