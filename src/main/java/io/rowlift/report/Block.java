package io.rowlift.report;

/** One piece of a section. The set is closed: a report says what it has to say with these. */
public sealed interface Block permits Paragraph, Facts, Findings, DataTable, Histogram, Bars, Timeline {}
