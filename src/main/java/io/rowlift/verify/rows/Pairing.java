package io.rowlift.verify.rows;

import io.rowlift.schema.Column;
import io.rowlift.schema.Type;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides how two columns are compared: by what both sides hold, whatever products they belong to. A value is reduced to
 * what the target's type holds only where the mapping says that type; a pair without a form in common is said.
 */
final class Pairing {

    private static final String BY_CHARACTER = "texts by character";

    private static final Set<String> ADDRESSES = Set.of("inet", "cidr", "inet4", "inet6");

    /** Vectors of pgvector, whose text is a JSON array. */
    private static final Set<String> VECTORS = Set.of("vector", "halfvec");

    private final Side source;
    private final Side target;
    private final @Nullable String said;

    private Pairing(Side source, Side target, @Nullable String said) {
        this.source = source;
        this.target = target;
        this.said = said;
    }

    /** One side of a column. */
    record Side(Type type, String declared) {

        static Side of(Column column) {
            return new Side(column.type(), column.declared().toLowerCase(Locale.ROOT));
        }

        boolean is(Class<? extends Type> kind) {
            return kind.isInstance(type);
        }

        boolean named(Set<String> names) {
            return type instanceof Type.Textual textual && names.contains(textual.name());
        }

        /** An array's elements. */
        Side element(Type.Array array) {
            int bracket = declared.indexOf('[');
            return new Side(array.element(), bracket < 0 ? declared : declared.substring(0, bracket));
        }

        /** Whether values are filled up with blanks. */
        boolean fixedWidth() {
            return declared.startsWith("char(")
                    || declared.startsWith("character(")
                    || declared.equals("char")
                    || declared.equals("character");
        }

        /** Whether a text is one of bits, as PostgreSQL has it. */
        boolean bits() {
            return type instanceof Type.Text && (declared.equals("bit") || declared.startsWith("bit("));
        }

        /** The number in the parentheses of the type, or another one where there is none. */
        int argument(int otherwise) {
            int open = declared.indexOf('(');
            int end = open + 1;
            while (open >= 0 && end < declared.length() && Character.isDigit(declared.charAt(end))) {
                end++;
            }
            return open < 0 || end == open + 1 ? otherwise : Integer.parseInt(declared, open + 1, end, 10);
        }
    }

    /** Decides for two columns. */
    static Comparison of(Column source, Column target, @Nullable String said) {
        return new Pairing(Side.of(source), Side.of(target), said).comparison();
    }

    private boolean either(Class<? extends Type> kind) {
        return source.is(kind) || target.is(kind);
    }

    private boolean both(Class<? extends Type> kind) {
        return source.is(kind) && target.is(kind);
    }

    private Comparison presence() {
        return Comparison.presence(source.declared(), target.declared());
    }

    private Comparison comparison() {
        if (either(Type.Array.class)) {
            return arrays();
        }
        if (either(Type.Json.class)) {
            return documents();
        }
        if (either(Type.Uuid.class)) {
            return uuids();
        }
        if (either(Type.Bytes.class)) {
            return bytes();
        }
        if (either(Type.Textual.class)) {
            return printed();
        }
        if (either(Type.Real.class) || Comparison.number(source.type()) || Comparison.number(target.type())) {
            return new NumberPairing(source, target, said).comparison();
        }
        return both(Type.Text.class) ? texts() : new MomentPairing(source, target, said).comparison();
    }

    private Comparison arrays() {
        if (source.type() instanceof Type.Array from && target.type() instanceof Type.Array to) {
            Comparison element = new Pairing(source.element(from), target.element(to), said).comparison();
            return element.compared()
                    ? Comparison.by(
                            "arrays by element: " + element.words(),
                            Lists.of(element.source()),
                            Lists.of(element.target()))
                    : presence();
        }
        if (source.is(Type.Array.class) && target.is(Type.Json.class)) {
            return Comparison.by("arrays as JSON by structure", Documents::of);
        }
        boolean texts = source.type() instanceof Type.Array from && from.element() instanceof Type.Text;
        return texts && target.is(Type.Text.class)
                ? Comparison.by("lists by element, as they are printed", Lists::printed)
                : presence();
    }

    private Comparison documents() {
        if (source.is(Type.Json.class) && target.is(Type.Text.class)) {
            return Comparison.by(BY_CHARACTER, Texts::of);
        }
        if (both(Type.Json.class)
                && source.declared().equals("jsonb")
                && target.declared().equals("jsonb")) {
            return Comparison.by("JSON as jsonb prints it", Texts::of);
        }
        boolean document = source.is(Type.Json.class) || source.is(Type.Text.class) || source.named(VECTORS);
        if (!document || !target.is(Type.Json.class)) {
            return presence();
        }
        return Comparison.by("JSON by structure", Documents::of);
    }

    private Comparison uuids() {
        if (both(Type.Uuid.class)) {
            return Comparison.by("UUIDs by value", Texts::of);
        }
        Side other = source.is(Type.Uuid.class) ? target : source;
        return other.is(Type.Bytes.class) || other.is(Type.Text.class)
                ? Comparison.by("UUIDs by value", Uuids::of)
                : presence();
    }

    private Comparison bytes() {
        if (both(Type.Bytes.class)) {
            return Comparison.by("bytes", Texts::raw);
        }
        return either(Type.Text.class) ? Comparison.by("texts by their bytes in UTF-8", Texts::raw) : presence();
    }

    /** Types without a counterpart, which are there as their product prints them. */
    private Comparison printed() {
        if (source.type() instanceof Type.Textual from
                && target.type() instanceof Type.Textual to
                && from.name().equals(to.name())) {
            return Comparison.by(BY_CHARACTER, Texts::of);
        }
        boolean address = source.named(ADDRESSES) || source.is(Type.Text.class);
        if (address && target.named(ADDRESSES)) {
            return Comparison.by("addresses by value", Addresses::of);
        }
        if (source.is(Type.Textual.class) && target.is(Type.Text.class)) {
            return Comparison.by(BY_CHARACTER, Texts::of);
        }
        if (source.is(Type.Text.class) && target.named(Set.of("xml"))) {
            return Comparison.by(BY_CHARACTER, Texts::of);
        }
        boolean span = source.type() instanceof Type.Time time && !time.zoned();
        return span && target.named(Set.of("interval")) ? spans() : presence();
    }

    private Comparison spans() {
        Comparison exact = Comparison.by("spans of time by microsecond", Spans::of);
        int fraction = target.argument(6);
        return said != null && ((Type.Time) source.type()).fraction() > fraction
                ? exact.reduced("rounded", Spans.rounded(fraction), said)
                : exact;
    }

    private Comparison texts() {
        Comparison exact = Comparison.by(BY_CHARACTER, Texts::of);
        return said != null && target.fixedWidth()
                ? exact.reduced("without blanks at the end", Texts::unpadded, said)
                : exact;
    }
}
