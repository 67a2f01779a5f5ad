package io.rowlift.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns as wide as their widest cell, two spaces apart. */
public final class TextTable {

    private final List<String> head;
    private final int textColumns;
    private final List<List<String>> lines = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param textColumns how many of the first columns hold text; the others hold figures and are set to the right
     */
    public TextTable(int textColumns, String... head) {
        this.head = List.of(head);
        this.textColumns = textColumns;
    }

    /** Adds a line with as many cells as the head has. */
    public TextTable line(String... cells) {
        lines.add(List.of(cells));
        return this;
    }

    /** Prints the table, indented by two spaces. */
    public void print(PrintWriter out) {
        int[] widths = new int[head.size()];
        widen(widths, head);
        lines.forEach(line -> widen(widths, line));
        out.println(text(widths, head));
        lines.forEach(line -> out.println(text(widths, line)));
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private String text(int[] widths, List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            text.append("  ").append(i < textColumns ? cells.get(i) + padding : padding + cells.get(i));
        }
        return text.toString().stripTrailing();
    }
}
