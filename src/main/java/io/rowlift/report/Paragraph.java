package io.rowlift.report;

/** Prose. */
public record Paragraph(String text) implements Block {}
