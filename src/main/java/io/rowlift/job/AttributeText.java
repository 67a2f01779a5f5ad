package io.rowlift.job;

import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Attribute.As;
import io.rowlift.mapping.Attribute.Source;
import java.util.Locale;

/** An entry of a list of attributes as it may be written in a mapping file. */
final class AttributeText {

    private AttributeText() {}

    static String of(Attribute attribute) {
        if (attribute instanceof Attribute.Bare bare) {
            return bare.reference();
        }
        if (attribute instanceof Attribute.Named named) {
            return "{ " + named.name() + ": " + source(named.source()) + " }";
        }
        return "\"*\"";
    }

    private static String source(Source source) {
        if (source instanceof Source.Text text) {
            return Facts.quoted(text.template().text());
        }
        if (source instanceof Source.Constant constant) {
            String as = constant.as() == As.STRING ? "" : ", as: " + word(constant.as());
            return "{ value: " + Facts.quoted(constant.value()) + as + " }";
        }
        if (source instanceof Source.Converted converted) {
            return "{ column: " + converted.column() + ", as: " + word(converted.as()) + " }";
        }
        return ((Source.Reference) source).name();
    }

    private static String word(As as) {
        return as.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
