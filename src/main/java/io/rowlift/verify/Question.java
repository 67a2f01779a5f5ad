package io.rowlift.verify;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Template;
import io.rowlift.mapping.Value;
import io.rowlift.target.TargetReader.KeyCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An access pattern as it is asked: its conditions, each with a way to take its operand from a real item.
 *
 * @param pattern as the mapping has it
 * @param table its table
 * @param readings by attribute
 */
record Question(AccessPattern pattern, TableDesign table, Map<String, TemplateReading> readings) {

    private static final Pattern PARAMETER =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|::|:([A-Za-z_][A-Za-z0-9_]*)");

    static Question of(AccessPattern pattern, Mapping mapping) {
        TableDesign table = Objects.requireNonNull(mapping.tables().get(pattern.table()), "a pattern of no table");
        String breaks = breaks(mapping);
        Map<String, TemplateReading> readings = new LinkedHashMap<>();
        pattern.query()
                .forEach((attribute, condition) ->
                        readings.put(attribute, TemplateReading.of(condition.operand(), condition.operator(), breaks)));
        return new Question(pattern, table, readings);
    }

    /** First characters of what follows a variable, in any key template: values are not expected to hold them. */
    private static String breaks(Mapping mapping) {
        StringBuilder breaks = new StringBuilder();
        mapping.entities().values().stream()
                .flatMap(entity -> entity.items().stream())
                .flatMap(item -> item.key().values().stream())
                .forEach(template -> add(breaks, template));
        mapping.patterns().values().stream()
                .flatMap(pattern -> pattern.query().values().stream())
                .forEach(condition -> add(breaks, condition.operand()));
        return breaks.toString();
    }

    private static void add(StringBuilder breaks, Template template) {
        for (int i = 1; i < template.parts().size(); i++) {
            if (template.parts().get(i) instanceof Template.Literal literal) {
                String first = literal.text().substring(0, literal.text().offsetByCodePoints(0, 1));
                if (breaks.indexOf(first) < 0) {
                    breaks.append(first);
                }
            }
        }
    }

    /** Returns whether it knows the whole partition key; anything less is a scan, which no application asks often. */
    boolean isQuery() {
        String index = pattern.index();
        List<String> partition = index == null
                ? List.of(table.partition().name())
                : Objects.requireNonNull(table.indexes().get(index), "a pattern of no index").partition().stream()
                        .map(TableDesign.KeyAttribute::name)
                        .toList();
        return partition.stream().allMatch(name -> {
            Mapping.Condition condition = pattern.query().get(name);
            return condition != null && condition.operator() == Mapping.Condition.Operator.EQUALS;
        });
    }

    /**
     * The question for the keys of one item.
     *
     * @param item whose keys they are
     * @param conditions what the target is asked
     * @param parameters what the source is asked
     * @param containing whether the item itself is part of the answer
     * @param exact all keys of the item in the table or the index that is asked
     */
    record Asked(
            ItemKey item,
            List<KeyCondition> conditions,
            Map<String, String> parameters,
            boolean containing,
            List<KeyCondition> exact) {}

    /** Returns the question for an item's keys, or nothing when the item is none that the pattern looks for. */
    Optional<Asked> about(Item item) {
        if (!item.table().equals(table.name())) {
            return Optional.empty();
        }
        List<KeyCondition> exact = exact(item);
        if (exact.size() < keys().size()) {
            return Optional.empty(); // an index has no entry of it
        }
        List<KeyCondition> conditions = new ArrayList<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean containing = true;
        for (Map.Entry<String, TemplateReading> entry : readings.entrySet()) {
            Value value = item.attributes().get(entry.getKey());
            Optional<TemplateReading.Read> read =
                    text(value).flatMap(text -> entry.getValue().read(text));
            if (read.isEmpty() || !agree(parameters, read.get().parameters())) {
                return Optional.empty();
            }
            Mapping.Condition.Operator operator =
                    Objects.requireNonNull(pattern.query().get(entry.getKey())).operator();
            String operand = read.get().operand();
            conditions.add(new KeyCondition(
                    entry.getKey(),
                    operator,
                    value instanceof Value.Num ? new Value.Num(operand) : new Value.Str(operand)));
            containing &= operator != Mapping.Condition.Operator.LESS && operator != Mapping.Condition.Operator.GREATER;
        }
        return Optional.of(new Asked(item.key(), conditions, parameters, containing, exact));
    }

    private List<TableDesign.KeyAttribute> keys() {
        String index = pattern.index();
        return index == null
                ? table.key()
                : Objects.requireNonNull(table.indexes().get(index), "a pattern of no index")
                        .key();
    }

    private List<KeyCondition> exact(Item item) {
        List<KeyCondition> exact = new ArrayList<>();
        for (TableDesign.KeyAttribute key : keys()) {
            Value value = item.attributes().get(key.name());
            if (value != null) {
                exact.add(new KeyCondition(key.name(), Mapping.Condition.Operator.EQUALS, value));
            }
        }
        return exact;
    }

    /** One parameter in two keys has one value. */
    private static boolean agree(Map<String, String> parameters, Map<String, String> more) {
        for (Map.Entry<String, String> parameter : more.entrySet()) {
            String known = parameters.putIfAbsent(parameter.getKey(), parameter.getValue());
            if (known != null && !known.equals(parameter.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> text(@Nullable Value value) {
        if (value instanceof Value.Str text) {
            return Optional.of(text.text());
        }
        return value instanceof Value.Num number ? Optional.of(number.text()) : Optional.empty();
    }

    /** Returns whether the source's SQL can be asked: whether all of its parameters could be read off the keys. */
    static boolean complete(String sql, Map<String, String> parameters) {
        Matcher matcher = PARAMETER.matcher(sql);
        while (matcher.find()) {
            if (matcher.group(1) != null && !parameters.containsKey(matcher.group(1))) {
                return false;
            }
        }
        return true;
    }
}
