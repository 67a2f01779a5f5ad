package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.Structure.UserType;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.jdbc.Untranslatable;
import io.rowlift.target.mysql.Expressions.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Declares checks again, those of domains as checks of their columns. */
final class CheckDesigner {

    private final Draft draft;
    private final TableDraft table;
    private final List<ColumnDesign> columns;

    CheckDesigner(Draft draft, TableDraft table, List<ColumnDesign> columns) {
        this.draft = draft;
        this.table = table;
        this.columns = columns;
    }

    /** Returns the checks' lines in CREATE TABLE. */
    List<String> checks() {
        List<String> lines = new ArrayList<>();
        for (Check check : table.definition().checks()) {
            add(check, table.named(), "check \"" + check.name() + '"', lines);
        }
        for (ColumnCopy column : table.copy().columns()) {
            for (Check check : ofDomain(column)) {
                Map<String, Column> named = new HashMap<>(table.named());
                Column itself = named.get(column.source());
                if (itself != null) {
                    named.put("VALUE", itself);
                }
                String name = table.copy().target().name() + "_" + column.target() + "_" + check.name();
                Check renamed = new Check(name, check.expression(), true);
                add(renamed, named, "check \"" + check.name() + "\" of column \"" + column.source() + '"', lines);
            }
        }
        return lines;
    }

    private void add(Check check, Map<String, Column> named, String part, List<String> lines) {
        try {
            String sql =
                    draft.expressions().translate(check.expression(), named).text();
            refuseWhatMySqlRefuses(sql);
            String name = draft.constraints().give(check.name());
            lines.add("CONSTRAINT " + Quoted.name(name) + " CHECK (" + sql + ")"
                    + (check.enforced() ? "" : " NOT ENFORCED"));
        } catch (Untranslatable e) {
            draft.findings()
                    .add(
                            table.copy(),
                            part,
                            Remark.warning(
                                    "check-left-out",
                                    "it is left out: " + e.reason(),
                                    "add it in MySQL's language after the load, or see to it in the application"));
        }
    }

    private void refuseWhatMySqlRefuses(String sql) throws Untranslatable {
        for (ColumnDesign column : columns) {
            if (column.automatic() && sql.contains(Quoted.name(column.copy().target()))) {
                throw new Untranslatable("MySQL allows no check of an AUTO_INCREMENT column");
            }
        }
        String lower = sql.toLowerCase(Locale.ROOT);
        if (lower.matches("(?s).*\\b(current_date|current_timestamp|now|uuid|rand|curdate)\\b(?!`).*")) {
            throw new Untranslatable("MySQL allows no check whose answer changes with time");
        }
        if (!draft.references()) {
            return;
        }
        for (Reference reference : table.definition().references()) {
            for (String source : reference.columns()) {
                ColumnCopy column = table.column(source);
                if (column != null && changes(reference) && sql.contains(Quoted.name(column.target()))) {
                    throw new Untranslatable("MySQL allows no check of column \"" + source
                            + "\", which the foreign key \"" + reference.name() + "\" changes");
                }
            }
        }
    }

    private static boolean changes(Reference reference) {
        return reference.onDelete() == Action.SET_NULL
                || reference.onUpdate() == Action.SET_NULL
                || reference.onUpdate() == Action.CASCADE;
    }

    private List<Check> ofDomain(ColumnCopy column) {
        if (column.definition() == null) {
            return List.of();
        }
        String declared = column.definition().column().declared().replace("\"", "");
        return draft.plan().structure().types().stream()
                .filter(t -> t.kind() == UserType.Kind.DOMAIN)
                .filter(t ->
                        t.name().toString().equals(declared) || t.name().name().equals(declared))
                .findFirst()
                .map(t -> checks(t.sql()))
                .orElse(List.of());
    }

    /** Finds {@code CONSTRAINT name CHECK (...)} in CREATE DOMAIN. */
    private static List<Check> checks(String sql) {
        List<Check> found = new ArrayList<>();
        int at = sql.indexOf(" CHECK (");
        while (at >= 0) {
            int open = sql.indexOf('(', at);
            int end = close(sql, open);
            String before = sql.substring(0, at);
            int named = before.lastIndexOf("CONSTRAINT ");
            String name = named < 0
                    ? "check"
                    : before.substring(named + "CONSTRAINT ".length()).trim().replace("\"", "");
            found.add(new Check(name, sql.substring(open + 1, end), true));
            at = sql.indexOf(" CHECK (", end);
        }
        return found;
    }

    private static int close(String sql, int open) {
        int depth = 0;
        boolean text = false;
        for (int at = open; at < sql.length(); at++) {
            char c = sql.charAt(at);
            text ^= c == '\'';
            depth += text ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && c == ')') {
                return at;
            }
        }
        return sql.length();
    }
}
