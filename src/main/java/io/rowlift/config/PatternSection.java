package io.rowlift.config;

import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.Mapping.Condition;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.Template;
import io.rowlift.problem.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one of {@code patterns}: a question that the application will ask. */
final class PatternSection {

    private static final Pattern QUOTED_SQL = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`");
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z_][A-Za-z0-9_]*)");

    private PatternSection() {}

    static AccessPattern read(String name, Node.Entry entry, Map<String, TableDesign> tables, Scope file) {
        Scope scope = file.in("pattern \"" + name + "\"");
        Fields fields = Fields.open(entry.value(), Keys.PATTERN, scope);
        TableDesign table = TableChoice.read(fields, tables);
        String index = fields.textOrNull("index");
        Map<String, Condition> query = new LinkedHashMap<>();
        fields.entries("query").forEach((attribute, e) -> {
            Condition condition = condition(attribute, e, fields);
            if (condition != null) {
                query.put(attribute, condition);
            }
        });
        if (table != null) {
            checkQuery(fields, table, index, query);
        }
        String sql = fields.textOrNull("sql");
        if (sql != null) {
            checkParameters(sql, query, fields);
        }
        return new AccessPattern(name, table == null ? "" : table.name(), index, query, sql, entry.location());
    }

    private static @Nullable Condition condition(String attribute, Node.Entry entry, Fields fields) {
        String name = "query \"" + attribute + "\"";
        if (!(entry.value() instanceof Node.Block block)) {
            return new Condition(Operator.EQUALS, Templates.read(entry.value(), name, fields.scope()));
        }
        if (block.entries().size() != 1) {
            Scalars.wrong(block, name, "one comparison, such as { beginsWith: \"ORDER#\" }", null, fields.scope());
            return null;
        }
        Map.Entry<String, Node.Entry> only =
                block.entries().entrySet().iterator().next();
        Operator operator = Words.OPERATORS.get(only.getKey());
        if (operator == null) {
            String suggestion = Suggestion.didYouMean(only.getKey(), Words.OPERATORS.keySet());
            String remedy = suggestion != null ? suggestion : "known are " + Fields.list(Words.OPERATORS.keySet());
            fields.scope()
                    .report(block.location(), name + " has the unknown comparison \"" + only.getKey() + "\"", remedy);
            return null;
        }
        Template operand = Templates.read(only.getValue().value(), name, fields.scope());
        return new Condition(operator, operand);
    }

    private static void checkQuery(
            Fields fields, TableDesign table, @Nullable String index, Map<String, Condition> query) {
        Index asked = index == null ? ownKey(table) : table.indexes().get(index);
        if (asked == null) {
            String suggestion =
                    Suggestion.didYouMean(String.valueOf(index), table.indexes().keySet());
            fields.scope()
                    .report(
                            fields.location("index"),
                            "\"" + index + "\" is no index of table \"" + table.name() + "\"",
                            suggestion != null
                                    ? suggestion
                                    : "known are " + Fields.list(table.indexes().keySet()));
        } else if (fields.has("query") && !asked.partition().get(0).name().isEmpty()) {
            new QueryCheck(asked, query, fields).run();
        }
    }

    /** A table's own key, in the form of an index. */
    private static Index ownKey(TableDesign table) {
        KeyAttribute sort = table.sort();
        return new Index(
                table.name(),
                List.of(table.partition()),
                sort == null ? List.of() : List.of(sort),
                new TableDesign.Projection(TableDesign.Projection.Kind.ALL, List.of()),
                table.location());
    }

    private static void checkParameters(String sql, Map<String, Condition> query, Fields fields) {
        Set<String> known = new TreeSet<>();
        query.values().forEach(c -> Templates.variables(c.operand()).forEach(v -> known.add(v.reference())));
        Matcher matcher = PARAMETER.matcher(QUOTED_SQL.matcher(sql).replaceAll(" "));
        while (matcher.find()) {
            if (!known.contains(matcher.group(1))) {
                String suggestion = Suggestion.didYouMean(matcher.group(1), known);
                fields.scope()
                        .report(
                                fields.location("sql"),
                                "\"sql\" has the parameter :" + matcher.group(1) + ", which \"query\" does not use",
                                suggestion != null ? suggestion : "use the same parameters in both");
            }
        }
    }

    /** What DynamoDB allows: key attributes only, and in a query sort attributes from left to right. */
    private record QueryCheck(Index index, Map<String, Condition> query, Fields fields) {

        void run() {
            Set<String> known = new TreeSet<>();
            index.key().forEach(k -> known.add(k.name()));
            for (String attribute : query.keySet()) {
                if (!known.contains(attribute)) {
                    report(
                            "\"" + attribute + "\" is no key attribute of \"" + index.name() + "\"",
                            "its key is "
                                    + Fields.list(index.key().stream()
                                            .map(KeyAttribute::name)
                                            .toList()));
                }
            }
            for (KeyAttribute attribute : index.key()) {
                Condition condition = query.get(attribute.name());
                if (condition != null
                        && condition.operator() == Operator.BEGINS_WITH
                        && attribute.type() == KeyType.N) {
                    report(
                            "\"" + attribute.name() + "\" is a number, which begins with nothing",
                            "use lessThan, atMost, greaterThan or atLeast");
                }
            }
            // without its partition key it is a scan, which filters by anything and which validate points out
            if (index.partition().stream().allMatch(this::fixed)) {
                checkSort();
            }
        }

        private boolean fixed(KeyAttribute attribute) {
            Condition condition = query.get(attribute.name());
            return condition != null && condition.operator() == Operator.EQUALS;
        }

        private void checkSort() {
            boolean open = true;
            for (KeyAttribute attribute : index.sort()) {
                Condition condition = query.get(attribute.name());
                if (condition != null && !open) {
                    report(
                            "sort attribute \"" + attribute.name() + "\" follows one that is not fixed",
                            "sort attributes are asked from left to right, all but the last one with a template alone");
                }
                open &= fixed(attribute);
            }
        }

        private void report(String message, String remedy) {
            fields.scope().report(fields.location("query"), message, remedy);
        }
    }
}
