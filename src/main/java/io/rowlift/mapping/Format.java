package io.rowlift.mapping;

/**
 * How a template writes a value.
 *
 * @param kind which format
 * @param argument digits for PAD, DESC and ISO, the modulus for SHARD, otherwise 0
 */
public record Format(Kind kind, int argument) {

    /** The formats of the mapping language. */
    public enum Kind {
        /** Non-negative integers of at most n digits, with leading zeros. */
        PAD("pad", true),
        /** 10^n - 1 less the value, with leading zeros: a descending order. */
        DESC("desc", true),
        /** ISO 8601 with exactly so many fraction digits; further digits are cut knowingly. */
        ISO("iso", true),
        /** Seconds since 1970-01-01T00:00:00Z. */
        EPOCH("epoch", false),
        /** Milliseconds since 1970-01-01T00:00:00Z. */
        EPOCH_MILLIS("epoch-millis", false),
        LOWER("lower", false),
        UPPER("upper", false),
        HEX("hex", false),
        BASE64("base64", false),
        /** CRC-32 of the UTF-8 text modulo n. */
        SHARD("shard", true),
        /** Percent-encodes {@code %} and the characters that begin a literal behind a variable of the template. */
        ESCAPE("escape", false),
        /** The value as it is, although the key may become ambiguous. */
        RAW("raw", false);

        private final String text;
        private final boolean takesArgument;

        Kind(String text, boolean takesArgument) {
            this.text = text;
            this.takesArgument = takesArgument;
        }

        /** Returns the format's name in a mapping file. */
        public String text() {
            return text;
        }

        /** Returns whether the format is written with {@code :n}. */
        public boolean takesArgument() {
            return takesArgument;
        }
    }

    @Override
    public String toString() {
        return kind.takesArgument() ? kind.text() + ":" + argument : kind.text();
    }
}
