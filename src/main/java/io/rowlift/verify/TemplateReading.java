package io.rowlift.verify;

import io.rowlift.mapping.Format;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.Template;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the parameters of an access pattern off the key of a real item.
 *
 * @param variables in the order of the template
 * @param text matches what the template writes, with a group per variable
 * @param prefix whether the template is only what the key begins with
 */
record TemplateReading(List<Template.Variable> variables, Pattern text, boolean prefix) {

    /**
     * Prepares a template.
     *
     * @param breaks characters at which a variable's text ends: what follows a variable in any key of the table
     */
    static TemplateReading of(Template template, Operator operator, String breaks) {
        List<Template.Variable> variables = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        String value = breaks.isEmpty() ? "(.+)" : "([^" + Pattern.quote(breaks) + "]+)";
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                regex.append(Pattern.quote(literal.text()));
            } else if (part instanceof Template.Variable variable) {
                variables.add(variable);
                regex.append(value);
            }
        }
        return new TemplateReading(
                variables, Pattern.compile(regex.toString(), Pattern.DOTALL), operator == Operator.BEGINS_WITH);
    }

    /**
     * Reads a key.
     *
     * @return the parameters as SQL takes them, without those that cannot be read back; empty when the template does not
     *     write such a key
     */
    Optional<Read> read(String key) {
        Matcher matcher = text.matcher(key);
        if (!(prefix ? matcher.lookingAt() : matcher.matches())) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            String written = matcher.group(i + 1);
            Optional<String> value = undo(written, variables.get(i).formats());
            String name = variables.get(i).reference();
            value.ifPresent(v -> parameters.put(name, v));
        }
        return Optional.of(new Read(parameters, prefix ? matcher.group() : key));
    }

    /**
     * What was read off a key.
     *
     * @param parameters by name
     * @param operand what the target is asked for
     */
    record Read(Map<String, String> parameters, String operand) {}

    private static Optional<String> undo(String written, List<Format> formats) {
        Optional<String> value = Optional.of(written);
        for (int i = formats.size() - 1; i >= 0; i--) {
            Format format = formats.get(i);
            value = value.flatMap(text -> undo(text, format));
        }
        return value;
    }

    private static Optional<String> undo(String text, Format format) {
        try {
            return switch (format.kind()) {
                case PAD -> Optional.of(new BigInteger(text).toString());
                case DESC ->
                    Optional.of(BigInteger.TEN
                            .pow(format.argument())
                            .subtract(BigInteger.ONE)
                            .subtract(new BigInteger(text))
                            .toString());
                case EPOCH ->
                    Optional.of(Instant.ofEpochSecond(Long.parseLong(text)).toString());
                case EPOCH_MILLIS ->
                    Optional.of(Instant.ofEpochMilli(Long.parseLong(text)).toString());
                case ESCAPE -> Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
                case ISO, LOWER, UPPER, RAW -> Optional.of(text);
                // what was written as bytes is none of a query's parameters, and a shard has forgotten its value
                case HEX, BASE64, SHARD -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // another template has written this key
        }
    }
}
