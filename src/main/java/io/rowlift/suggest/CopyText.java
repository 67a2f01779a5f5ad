package io.rowlift.suggest;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyMapping.ColumnRule;
import io.rowlift.copy.CopyMapping.ColumnRule.Kept;
import io.rowlift.copy.CopyMapping.Name;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Column;
import io.rowlift.schema.Family;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the mapping of a copy, with comments that say what the target holds otherwise. */
public final class CopyText {

    private final CopyMapping mapping;
    private final TargetSchema schema;
    private final boolean foreign;
    private final YamlText yaml = new YamlText();

    private CopyText(CopyMapping mapping, TargetSchema schema, Family source) {
        this.mapping = mapping;
        this.schema = schema;
        this.foreign = source != mapping.target().family();
    }

    /**
     * Returns the file.
     *
     * @param mapping what {@link CopyRules} made
     * @param schema what the target gets by it
     * @param source whose language the source speaks
     * @param database the source's name, for the title
     * @param leftOut tables that cannot be read
     */
    public static String of(
            CopyMapping mapping, TargetSchema schema, Family source, String database, List<LeftOut> leftOut) {
        return new CopyText(mapping, schema, source).write(database, leftOut);
    }

    private String write(String database, List<LeftOut> leftOut) {
        int count = schema.tables().size();
        yaml.comment(
                0,
                "Suggested by \"rowlift suggest\" for the database \"" + database + "\": "
                        + (count == 1 ? "1 table" : count + " tables")
                        + " with all of their rows and columns. Rules for what is to be different go under the tables."
                        + " Every key of the format is explained in docs/relational-mapping.md.");
        general(leftOut);
        yaml.line(0, "version: 1");
        yaml.line(0, "target: " + mapping.target().word());
        yaml.line(0, "");
        yaml.comment(0, "Names of tables, with \"*\" for any text, as in exclude: [\"tmp_*\"].");
        names("include", mapping.include());
        names("exclude", mapping.exclude());
        yaml.line(0, "");
        if (mapping.tables().isEmpty()) {
            return yaml.toString();
        }
        yaml.comment(
                0,
                "Under a table: its name in the target (to), which rows (where), and columns:"
                        + " { name: drop, other: { to: new_name, type: text }, new: { sql: \"...\" } }.");
        yaml.line(0, "tables:");
        List<TargetTable> tables = schema.tables().stream()
                .sorted(Comparator.comparing(t -> t.copy().name()))
                .toList();
        for (TargetTable table : tables) {
            TableRule rule = mapping.tables().get(table.copy().name());
            if (rule != null) {
                table(table, rule);
            }
        }
        return yaml.toString();
    }

    private void names(String key, List<Name> names) {
        if (!names.isEmpty()) {
            yaml.line(
                    0,
                    key + ": ["
                            + names.stream()
                                    .map(n -> YamlText.quoted(n.pattern()))
                                    .collect(Collectors.joining(", "))
                            + "]");
        }
    }

    private void general(List<LeftOut> leftOut) {
        List<Finding> general = schema.findings().stream()
                .filter(f -> !f.subject().startsWith("table \""))
                .toList();
        if (!general.isEmpty() || !leftOut.isEmpty()) {
            yaml.comment(0, "");
        }
        leftOut.forEach(left -> yaml.item(0, left.name() + ": " + left.reason()));
        general.forEach(f -> yaml.item(0, said(f.subject(), f)));
    }

    private void table(TargetTable table, TableRule rule) {
        String subject = "table \"" + table.copy().name() + '"';
        yaml.line(1, YamlText.name(table.copy().name()) + ":");
        if (rule.to() != null) {
            yaml.line(2, "to: " + YamlText.name(rule.to()));
        }
        for (Finding finding : schema.findings()) {
            if (finding.subject().equals(subject)) {
                yaml.item(2, said("", finding));
            } else if (finding.subject().startsWith(subject + ", ")) {
                yaml.item(2, said(finding.subject().substring(subject.length() + 2), finding));
            }
        }
        if (foreign) {
            types(table);
        }
        columns(rule.columns());
    }

    private void types(TargetTable table) {
        String types = table.columns().stream()
                .filter(c -> !c.type().equalsIgnoreCase(declared(c)))
                .map(c -> c.name() + ": " + declared(c) + " becomes " + c.type())
                .collect(Collectors.joining("; "));
        if (!types.isEmpty()) {
            yaml.item(2, "types: " + types);
        }
    }

    private static String declared(TargetColumn column) {
        TableCopy.ColumnCopy copy = column.copy();
        Column read = copy.column();
        return copy.definition() == null
                ? read.declared()
                : copy.definition().column().declared();
    }

    private void columns(Map<String, ColumnRule> rules) {
        if (!rules.isEmpty()) {
            yaml.line(2, "columns:");
        }
        rules.forEach((name, rule) -> {
            if (rule instanceof Kept kept && kept.to() != null) {
                yaml.line(3, YamlText.name(name) + ": { to: " + YamlText.name(kept.to()) + " }");
            }
        });
    }

    private static String said(String what, Finding finding) {
        String names = finding.examples().isEmpty() ? "" : ": " + String.join(", ", finding.examples());
        String remedy = finding.remedy() == null ? "" : "; " + finding.remedy();
        String urgent = finding.severity() == Severity.PROBLEM ? "DECIDE: " : "";
        return urgent + (what.isEmpty() ? "" : what + ": ") + finding.message() + names + remedy;
    }
}
