package io.rowlift.mapping;

import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The texts that a template or a part of it can produce, as a sequence of character runs. Never smaller than the truth, so
 * that two languages without a common text prove that two templates have none.
 *
 * @param runs one after the other
 */
record Language(List<Run> runs) {

    /** Stands for no upper bound. */
    static final int MANY = Integer.MAX_VALUE;

    private static final Type ANY_TEXT = new Type.Text(0);

    private static final String DATE = "dddd-dd-dd";
    private static final String UUID = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";

    /**
     * Characters of one class in a row.
     *
     * @param min fewest
     * @param max most, or {@link #MANY}
     */
    record Run(CharClass chars, int min, int max) {}

    Language {
        runs = List.copyOf(runs);
    }

    static Language run(CharClass chars, int min, int max) {
        return new Language(List.of(new Run(chars, min, max)));
    }

    static Language literal(String text) {
        return form(text, "");
    }

    /** Returns the numbers that an N key can have. */
    static Language number() {
        return new Language(List.of(
                new Run(CharClass.of('-'), 0, 1),
                new Run(CharClass.DIGITS, 1, MANY),
                new Run(CharClass.of('.'), 0, 1),
                new Run(CharClass.DIGITS, 0, MANY)));
    }

    /** Returns what a template of a compiled mapping can produce. */
    static Language of(Template template, Lookup lookup) {
        CharClass delimiters = CharClass.of(TemplateCompiler.delimiters(template));
        return of(template, variable -> {
            Operand operand = Objects.requireNonNull(
                    lookup.operand(variable.reference(), "key", template.location()), "the mapping was not compiled");
            return of(operand, variable.formats(), delimiters);
        });
    }

    /** Returns what a template can produce whose variables are parameters: any text, as the formats write it. */
    static Language ofParameters(Template template) {
        CharClass delimiters = CharClass.of(TemplateCompiler.delimiters(template));
        return of(
                template, variable -> formatted(run(CharClass.ANY, 1, MANY), ANY_TEXT, variable.formats(), delimiters));
    }

    /** Returns the literals of a template with anything between them: an attribute's variables can be empty. */
    static Language ofAnything(Template template) {
        return of(template, variable -> run(CharClass.ANY, 0, MANY));
    }

    private static Language of(Template template, Function<Variable, Language> variables) {
        Language language = new Language(List.of());
        for (Template.Part part : template.parts()) {
            language = language.then(
                    part instanceof Template.Literal literal
                            ? literal(literal.text())
                            : variables.apply((Variable) part));
        }
        return language;
    }

    /** Returns what a variable can produce in a key, where it is not empty. */
    static Language of(Operand operand, List<Format> formats, CharClass delimiters) {
        Language plain = operand.jsonElement() ? run(CharClass.ANY, 1, MANY) : plain(operand.type());
        return formatted(plain, operand.type(), formats, delimiters);
    }

    private static Language formatted(Language plain, Type type, List<Format> formats, CharClass delimiters) {
        Language language = plain;
        for (Format format : formats) {
            language = formatted(language, type, format, delimiters);
        }
        return language;
    }

    /** Returns the keys of a type that these texts make: numbers are equal by value and have one text each. */
    Language ofKey(KeyType type) {
        return switch (type) {
            case S -> this;
            case N -> alphabet().without(CharClass.DIGITS).equals(CharClass.NONE) ? this : number();
            case B -> run(CharClass.ANY, 1, MANY); // of bytes nothing is known
        };
    }

    private static Language plain(Type type) {
        if (type instanceof Type.Int whole) {
            Run digits = new Run(CharClass.DIGITS, 1, MANY);
            return new Language(whole.unsigned() ? List.of(digits) : List.of(new Run(CharClass.of('-'), 0, 1), digits));
        }
        if (type instanceof Type.Numeric) {
            return number();
        }
        if (type instanceof Type.Bool) {
            return run(CharClass.of("truefals"), 4, 5);
        }
        if (type instanceof Type.Uuid) {
            return form(UUID, "h");
        }
        if (type instanceof Type.Date) {
            return form(DATE, "d");
        }
        if (type instanceof Type.Timestamp timestamp) {
            return timestamp(timestamp.fraction(), timestamp.zoned());
        }
        if (type instanceof Type.Time) {
            return run(CharClass.DIGITS.or(CharClass.of("+-:.")), 1, MANY);
        }
        return run(CharClass.ANY, 1, MANY);
    }

    private static Language timestamp(int fraction, boolean zoned) {
        String digits = fraction == 0 ? "" : "." + "d".repeat(fraction);
        return form(DATE + "Tdd:dd:dd" + digits + (zoned ? "Z" : ""), "d");
    }

    private static Language formatted(Language plain, Type type, Format format, CharClass delimiters) {
        int n = format.argument();
        return switch (format.kind()) {
            case PAD, DESC -> run(CharClass.DIGITS, n, n);
            case ISO -> type instanceof Type.Timestamp timestamp ? timestamp(n, timestamp.zoned()) : plain;
            case EPOCH, EPOCH_MILLIS -> plain(new Type.Int(64, false));
            case LOWER -> run(CharClass.ANY.without(CharClass.UPPER), 1, MANY);
            case UPPER -> run(CharClass.ANY.without(CharClass.LOWER), 1, MANY);
            case HEX -> run(CharClass.HEX, 2, MANY);
            case BASE64 ->
                run(CharClass.DIGITS.or(CharClass.UPPER).or(CharClass.LOWER).or(CharClass.of("+/=")), 4, MANY);
            case SHARD -> run(CharClass.DIGITS, 1, Integer.toString(n - 1).length());
            case ESCAPE ->
                run(plain.alphabet().without(delimiters).or(CharClass.DIGITS).or(CharClass.of("%ABCDEF")), 1, MANY);
            case RAW -> plain;
        };
    }

    /** Reads a form in which some letters stand for a class: d for a digit, h for a hexadecimal digit. */
    private static Language form(String form, String letters) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            boolean isClass = letters.indexOf(c) >= 0;
            runs.add(new Run(isClass ? (c == 'd' ? CharClass.DIGITS : CharClass.HEX) : CharClass.of(c), 1, 1));
        }
        return new Language(runs);
    }

    Language then(Language next) {
        List<Run> all = new ArrayList<>(runs);
        all.addAll(next.runs);
        return new Language(all);
    }

    /** Returns all characters that occur in its texts. */
    CharClass alphabet() {
        return runs.stream().map(Run::chars).reduce(CharClass.NONE, CharClass::or);
    }

    /** Returns whether all its texts are of one length. */
    boolean fixedWidth() {
        return runs.stream().allMatch(run -> run.min() == run.max());
    }
}
