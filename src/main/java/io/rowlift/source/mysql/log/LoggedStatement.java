package io.rowlift.source.mysql.log;

import io.rowlift.schema.TableName;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogEvent.Altered;
import io.rowlift.source.LogEvent.Truncated;
import io.rowlift.source.mysql.log.Words.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement that stands in the log as text: what it does to watched tables, as far as its first words tell. */
final class LoggedStatement {

    /** Statements that change rows; in a log of rows they are there only when a session asked for it. */
    private static final Set<String> WRITING =
            Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH", "CALL", "SELECT", "DO");

    private static final Set<String> MODIFIERS =
            Set.of("OR", "REPLACE", "ONLINE", "IGNORE", "IF", "NOT", "EXISTS", "UNDO");

    /** After which rows are gone, or others there, of which the log tells nothing. */
    private static final Set<String> OF_PARTITIONS = Set.of("TRUNCATE", "DROP", "EXCHANGE", "CONVERT");

    private final List<Word> words;
    private final String schema;
    private final Watching watching;

    LoggedStatement(String sql, String schema, Watching watching) {
        this.words = Words.of(sql);
        this.schema = schema;
        this.watching = watching;
    }

    /**
     * Returns what to hand over.
     *
     * @throws BrokenEventException for a statement that may have changed watched rows
     */
    List<LogEvent> events() {
        String first = keyword(0);
        return switch (first) {
            case "TRUNCATE" -> truncated();
            case "ALTER", "DROP", "RENAME", "CREATE" -> defined(first);
            default -> {
                if (WRITING.contains(first)) {
                    refuse(first);
                }
                yield List.of();
            }
        };
    }

    private List<LogEvent> truncated() {
        Watched table = at(keyword(1).equals("TABLE") ? 2 : 1);
        return table == null ? List.of() : List.of(new Truncated(table.table()));
    }

    private List<LogEvent> defined(String verb) {
        int at = 1;
        while (MODIFIERS.contains(keyword(at))) {
            at++;
        }
        String object = keyword(at++);
        while (MODIFIERS.contains(keyword(at))) {
            at++;
        }
        return switch (object) {
            case "DATABASE", "SCHEMA" ->
                verb.equals("DROP") ? altered(watching.in(word(at)), "DROP DATABASE") : List.of();
            case "TABLE", "TABLES" -> altered(tables(verb, at), verb + " TABLE" + partition(verb, at));
            default -> List.of();
        };
    }

    private static List<LogEvent> altered(Iterable<Watched> tables, String what) {
        List<LogEvent> events = new ArrayList<>();
        tables.forEach(watched -> events.add(new Altered(watched.table(), what)));
        return events;
    }

    /** Several names stand in DROP and RENAME; an ALTER may rename; other names after the first are of other things. */
    private Set<Watched> tables(String verb, int from) {
        Set<Watched> found = new LinkedHashSet<>();
        boolean several = verb.equals("DROP") || verb.equals("RENAME");
        for (int i = from; i < words.size(); i++) {
            boolean renamed = verb.equals("ALTER")
                    && (keyword(i - 1).equals("RENAME")
                            || (keyword(i - 2).equals("RENAME")
                                    && Set.of("TO", "AS", "=").contains(keyword(i - 1))));
            boolean starts = !keyword(i - 1).equals(".") && words.get(i).name();
            if (starts && (i == from || several || renamed)) {
                Watched table = at(i);
                if (table != null) {
                    found.add(table);
                }
            }
        }
        return found;
    }

    private String partition(String verb, int from) {
        for (int i = from; verb.equals("ALTER") && i + 1 < words.size(); i++) {
            if (OF_PARTITIONS.contains(keyword(i)) && keyword(i + 1).equals("PARTITION")) {
                return " ... " + keyword(i) + " PARTITION";
            }
        }
        return "";
    }

    private void refuse(String verb) {
        boolean concerned = !watching.in(schema).isEmpty();
        for (int i = 0; i < words.size() && !concerned; i++) {
            concerned = words.get(i).name()
                    && (at(i) != null || !watching.in(word(i)).isEmpty());
        }
        if (concerned) {
            throw new BrokenEventException("a session wrote a statement to the log that may change watched rows, "
                    + verb + " in database \"" + schema + "\", and not the rows: its binlog_format is not ROW");
        }
    }

    /** Returns the watched table that is named from a word on, or null. */
    private @Nullable Watched at(int position) {
        if (word(position).isEmpty()) {
            return null;
        }
        return keyword(position + 1).equals(".")
                ? watching.of(new TableName(word(position), word(position + 2)))
                : watching.of(new TableName(schema, word(position)));
    }

    private String word(int position) {
        return position >= 0 && position < words.size() ? words.get(position).text() : "";
    }

    private String keyword(int position) {
        return position >= 0 && position < words.size() ? words.get(position).keyword() : "";
    }
}
