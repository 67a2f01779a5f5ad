package io.rowlift.copy;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what a database has that is no table, and what becomes of it: one finding per kind of thing, with all names. */
final class LeftOut {

    private static final String LATER = "create them in the target after the load, where they are needed";

    private static final String ENGINE = "table of engine ";
    private static final String REFERENCE_SYSTEM = "spatial reference system ";
    private static final String HIDDEN = " that the login may not see";

    /** What the kind's things are, what becomes of them, what to do. */
    private record Fate(Severity severity, String things, String message, String remedy) {}

    private static final Map<String, Fate> FATES = Map.ofEntries(
            warning(
                    "view",
                    "views",
                    "they are not copied",
                    "create them in the target after the load, or copy the rows of one as a table by its name under"
                            + " \"include\""),
            warning(
                    "materialized view",
                    "materialized views",
                    "they are not copied",
                    "create them in the target after the load, or copy the rows of one as a table by its name under"
                            + " \"include\""),
            warning(
                    "foreign table",
                    "foreign tables",
                    "they become ordinary tables with the rows that they show now",
                    "leave them out with \"exclude\" if that is not meant"),
            note("unlogged table", "unlogged tables", "they become ordinary tables, which survive a crash"),
            warning(
                    "inheritance child",
                    "inheriting tables",
                    "they become tables of their own with their own rows, and their parents tables with the parents' own:"
                            + " in the target a query on a parent does not show their rows",
                    "see to it in the application, for example by a view with UNION ALL"),
            note(
                    "partitions of a partition",
                    "partitions that have partitions",
                    "their rows are copied, and only the first level of partitions is made again"),
            note(
                    "subpartitioning",
                    "tables with subpartitions",
                    "their rows are copied, and only the first level of partitions is made again"),
            warning(
                    "index of a partition",
                    "indexes that single partitions have",
                    "they are not copied: the target gets those of the whole table",
                    "make them for the whole table in the source, or create them in the target after the load"),
            warning(
                    "foreign key of a partition",
                    "foreign keys that single partitions have",
                    "they are not copied: the target gets those of the whole table",
                    "make them for the whole table in the source, or create them in the target after the load"),
            warning(
                    "check of a partition",
                    "checks that single partitions have",
                    "they are not copied: the target gets those of the whole table",
                    "make them for the whole table in the source, or create them in the target after the load"),
            warning("trigger of a partition", "triggers that single partitions have", "they are not copied", LATER),
            warning("function", "functions", "they are not copied", LATER),
            warning("procedure", "procedures", "they are not copied", LATER),
            warning("aggregate", "aggregate functions", "they are not copied", LATER),
            warning("window function", "window functions", "they are not copied", LATER),
            warning("event", "events", "they are not copied", "let a scheduler of the application do their work"),
            warning("trigger", "triggers", "they are not copied", LATER),
            warning("event trigger", "event triggers", "they are not copied", LATER),
            warning("constraint trigger", "constraint triggers", "they are not copied", LATER),
            warning("rule", "rules", "they are not copied", LATER),
            warning(
                    "policy",
                    "row security policies",
                    "they are not copied: whoever can read the target's table sees all of its rows",
                    "create them in the target before somebody may log in"),
            warning(
                    "exclusion constraint",
                    "exclusion constraints",
                    "they are not copied: the target takes rows that exclude each other",
                    LATER),
            warning(
                    "key without overlaps",
                    "keys without overlaps",
                    "they are not copied: the target takes periods that overlap",
                    LATER),
            warning(
                    "deferrable key",
                    "deferrable keys",
                    "the target checks them with each statement, not at the end of the transaction",
                    "make them deferrable in the target where an application relies on it"),
            warning(
                    "list of columns of ON DELETE SET",
                    "foreign keys with a list of columns after ON DELETE SET",
                    "in the target all columns of the foreign key are set",
                    "make them again in the target after the load"),
            note("extended statistics", "extended statistics", "they are not copied; they only help the planner"),
            note("publication", "publications", "they are not copied"),
            warning(
                    "extension",
                    "extensions",
                    "they are not copied, nor is what they keep in tables of their own",
                    "create those that columns, defaults or indexes need in the target before the load"),
            warning("foreign server", "foreign servers", "they are not copied", LATER),
            warning(
                    "large objects",
                    "large objects",
                    "they are not copied, and columns that hold their numbers point nowhere in the target",
                    "keep them in a store for files, or in columns of bytes"),
            warning(
                    "base type",
                    "base types",
                    "they are not copied",
                    "create them in the target before the load, or give their columns a \"type\""),
            warning(
                    "collation",
                    "collations",
                    "they are not copied",
                    "create them in the target before the load, where columns need them"),
            warning("operator", "operators", "they are not copied", LATER),
            warning("text search configuration", "text search configurations", "they are not copied", LATER),
            warning(
                    "system versioning",
                    "system-versioned tables",
                    "their present rows are copied, their history is not",
                    "copy the history by a view over FOR SYSTEM_TIME ALL, if it is needed"));

    private LeftOut() {}

    /**
     * Returns what is to be said.
     *
     * @param target whose language the target speaks: what its own kind can make again is its translation's to tell
     * @param copied the source's names of the tables that are copied; what belongs to others goes without saying
     */
    static List<Finding> of(Structure structure, Family target, Set<TableName> copied) {
        Set<String> names = copied.stream().map(TableName::toString).collect(Collectors.toSet());
        Map<String, List<Other>> kinds = new TreeMap<>();
        for (Other other : structure.others()) {
            TableName table = other.table();
            boolean concerns = table == null ? !names.contains(other.name()) : copied.contains(table);
            boolean inheriting = other.kind().equals("inheritance child");
            boolean again = other.sql() != null && target == structure.family();
            if (concerns && !again && (!inheriting || names.contains(other.name()))) {
                kinds.computeIfAbsent(other.kind(), k -> new ArrayList<>()).add(other);
            }
        }
        List<Finding> findings = new ArrayList<>();
        kinds.forEach((kind, others) -> findings.add(finding(kind, others)));
        return findings;
    }

    private static Finding finding(String kind, List<Other> others) {
        Fate fate = FATES.getOrDefault(kind, fate(kind));
        String remedy = fate.remedy();
        return Finding.of(
                        fate.severity(),
                        "left-out-" + kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                        fate.things(),
                        fate.message(),
                        remedy.isEmpty() ? null : remedy)
                .counted(others.size(), others.stream().map(LeftOut::name).toList());
    }

    /** A kind with something in it that only its source knows. */
    private static Fate fate(String kind) {
        if (kind.startsWith(ENGINE)) {
            return new Fate(
                    Severity.NOTE,
                    "tables of the engine " + kind.substring(ENGINE.length()),
                    "their rows are copied; the engine is the target's own",
                    "");
        }
        if (kind.startsWith(REFERENCE_SYSTEM)) {
            return new Fate(
                    Severity.NOTE,
                    "columns for the spatial reference system " + kind.substring(REFERENCE_SYSTEM.length()) + " only",
                    "their values keep it, the target's columns do not insist on it",
                    "");
        }
        if (kind.endsWith(HIDDEN)) {
            return new Fate(
                    Severity.WARNING,
                    kind,
                    "whether there are any is not known, and none is copied",
                    "grant the login TRIGGER, EVENT and EXECUTE on the database to have them named");
        }
        return new Fate(Severity.WARNING, kind, "it is not copied", LATER);
    }

    private static String name(Other other) {
        TableName table = other.table();
        return table == null || other.name().equals(table.toString()) ? other.name() : other.name() + " of " + table;
    }

    private static Map.Entry<String, Fate> warning(String kind, String things, String message, String remedy) {
        return Map.entry(kind, new Fate(Severity.WARNING, things, message, remedy));
    }

    private static Map.Entry<String, Fate> note(String kind, String things, String message) {
        return Map.entry(kind, new Fate(Severity.NOTE, things, message, ""));
    }
}
