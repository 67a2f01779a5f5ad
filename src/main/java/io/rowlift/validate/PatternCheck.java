package io.rowlift.validate;

import io.rowlift.mapping.IndexEntry;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.Mapping.Condition;
import io.rowlift.mapping.PatternItems;
import io.rowlift.mapping.PatternItems.Made;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tables that the mapping makes can answer what the application will ask. Decided from the mapping alone, for
 * whatever rows there are: an item counts as answering unless its templates rule it out.
 *
 * @param patterns every access pattern, in the order of the mapping
 * @param findings what is to be said of patterns and indexes
 */
public record PatternCheck(List<ResolvedPattern> patterns, List<Finding> findings) {

    private static final String WITHOUT_ITEMS = "index-without-items";

    public PatternCheck {
        patterns = List.copyOf(patterns);
        findings = List.copyOf(findings);
    }

    /**
     * Checks all patterns and indexes of a mapping whose entities compile.
     *
     * @param shapes the layout of the rows of every entity
     */
    public static PatternCheck of(Mapping mapping, Map<String, Shape> shapes) {
        Search search = new Search(mapping, PatternItems.of(mapping, shapes));
        mapping.patterns().values().forEach(search::resolve);
        mapping.tables()
                .values()
                .forEach(table -> table.indexes().values().forEach(index -> search.look(table, index)));
        if (mapping.patterns().isEmpty()) {
            search.findings.add(Finding.of(
                    Severity.NOTE,
                    "pattern-none",
                    "mapping \"" + mapping.file() + "\"",
                    "declares no patterns, so that nothing can be said of what the application will ask",
                    "declare what it will ask under \"patterns\""));
        }
        return new PatternCheck(search.patterns, search.findings);
    }

    /** Returns whether no item of the mapping can be in an index, so that nothing has to be said of its rows. */
    boolean staysEmpty(String table, String index) {
        String subject = subject(table, index);
        return findings.stream()
                .anyMatch(finding -> finding.code().equals(WITHOUT_ITEMS)
                        && finding.subject().equals(subject));
    }

    /** Returns what findings call an index. */
    static String subject(String table, String index) {
        return "index \"" + index + "\" of table \"" + table + "\"";
    }

    /** Returns the conditions of a pattern as DynamoDB's expressions write them. */
    private static String expression(AccessPattern pattern) {
        return pattern.query().entrySet().stream()
                .map(entry -> expression(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String expression(String attribute, Condition condition) {
        String operand = "\"" + condition.operand() + "\"";
        return switch (condition.operator()) {
            case EQUALS -> attribute + " = " + operand;
            case BEGINS_WITH -> "begins_with(" + attribute + ", " + operand + ")";
            case LESS -> attribute + " < " + operand;
            case LESS_OR_EQUAL -> attribute + " <= " + operand;
            case GREATER -> attribute + " > " + operand;
            case GREATER_OR_EQUAL -> attribute + " >= " + operand;
        };
    }

    private static final class Search {

        private final Mapping mapping;
        private final PatternItems items;
        private final List<ResolvedPattern> patterns = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        Search(Mapping mapping, PatternItems items) {
            this.mapping = mapping;
            this.items = items;
        }

        void resolve(AccessPattern pattern) {
            TableDesign table =
                    Objects.requireNonNull(mapping.tables().get(pattern.table()), "the mapping was not read");
            Index index = pattern.index() == null ? null : table.indexes().get(pattern.index());
            List<Made> made = items.answering(pattern);
            ResolvedPattern resolved = new ResolvedPattern(
                    pattern.name(),
                    pattern.kind(table),
                    table.name(),
                    pattern.index(),
                    expression(pattern),
                    made.stream().map(Made::entity).distinct().toList(),
                    made,
                    unprojected(table, index, made));
            patterns.add(resolved);
            report(pattern, resolved, table, index);
        }

        private static Map<Made, List<String>> unprojected(TableDesign table, @Nullable Index index, List<Made> made) {
            Map<Made, List<String>> unprojected = new LinkedHashMap<>();
            if (index != null) {
                IndexEntry entry = IndexEntry.of(table, index);
                for (Made item : made) {
                    List<String> left = item.attributes().stream()
                            .filter(attribute -> !entry.projects(attribute))
                            .toList();
                    if (!left.isEmpty()) {
                        unprojected.put(item, left);
                    }
                }
            }
            return unprojected;
        }

        private void report(AccessPattern pattern, ResolvedPattern resolved, TableDesign table, @Nullable Index index) {
            if (resolved.kind() == AccessPattern.Kind.SCAN) {
                reportScan(pattern, table, index);
            }
            if (resolved.items().isEmpty()) {
                reportNoItems(pattern, resolved, table, index);
            }
            if (resolved.entities().size() > 1) {
                add(
                        Severity.NOTE,
                        "pattern-of-many-entities",
                        pattern,
                        "can return items of " + quoted(resolved.entities())
                                + ", which the application has to tell apart",
                        null);
            }
            resolved.unprojected()
                    .forEach((item, attributes) -> add(
                            Severity.NOTE,
                            "pattern-not-projected",
                            pattern,
                            asked(table, index) + " does not repeat " + quoted(attributes) + " of " + item.name()
                                    + ": reading them takes a second read of the table",
                            "add to \"project\" what the question needs"));
        }

        private void reportScan(AccessPattern pattern, TableDesign table, @Nullable Index index) {
            List<KeyAttribute> partition = index == null ? List.of(table.partition()) : index.partition();
            add(
                    Severity.WARNING,
                    "pattern-scan",
                    pattern,
                    "is a scan, which reads and pays all of " + asked(table, index)
                            + ": a query needs the whole partition key, " + names(partition) + ", as a template alone",
                    "ask with the whole partition key, or give the question an index whose partition key it knows");
        }

        private void reportNoItems(
                AccessPattern pattern, ResolvedPattern resolved, TableDesign table, @Nullable Index index) {
            if (index != null && items.in(table, index).isEmpty()) {
                add(
                        Severity.PROBLEM,
                        "pattern-without-items",
                        pattern,
                        "no item of the mapping is in " + asked(table, index),
                        "give the items that it is meant to find the keys of the index under \"index\"");
            } else {
                add(
                        Severity.PROBLEM,
                        "pattern-without-items",
                        pattern,
                        "no item of the mapping can answer " + resolved.condition() + " on " + asked(table, index),
                        "compare its templates with the keys of the items that it is meant to find");
            }
        }

        void look(TableDesign table, Index index) {
            String subject = subject(table.name(), index.name());
            if (items.in(table, index).isEmpty()) {
                findings.add(new Finding(
                        Severity.WARNING,
                        WITHOUT_ITEMS,
                        subject,
                        "no item of the mapping has its whole key " + names(index.key()) + ", so that it stays empty",
                        "give items its keys under \"index\", or remove it",
                        index.location(),
                        0,
                        List.of()));
            } else if (!mapping.patterns().isEmpty() && !asked(table, index.name())) {
                findings.add(new Finding(
                        Severity.WARNING,
                        "index-unused",
                        subject,
                        "no pattern asks it, but every item in it is written and paid again",
                        "declare the pattern that needs it, or remove it",
                        index.location(),
                        0,
                        List.of()));
            }
        }

        private boolean asked(TableDesign table, String index) {
            return mapping.patterns().values().stream()
                    .anyMatch(pattern -> pattern.table().equals(table.name()) && index.equals(pattern.index()));
        }

        private void add(
                Severity severity, String code, AccessPattern pattern, String message, @Nullable String remedy) {
            findings.add(new Finding(
                    severity,
                    code,
                    "pattern \"" + pattern.name() + "\"",
                    message,
                    remedy,
                    pattern.location(),
                    0,
                    List.of()));
        }

        private static String asked(TableDesign table, @Nullable Index index) {
            return index == null ? "table \"" + table.name() + "\"" : "index \"" + index.name() + "\"";
        }

        private static String names(List<KeyAttribute> attributes) {
            return quoted(attributes.stream().map(KeyAttribute::name).toList());
        }

        private static String quoted(List<String> names) {
            return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        }
    }
}
