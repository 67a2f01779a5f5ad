package io.rowlift.cli;

/**
 * What the user of {@code verify} has chosen.
 *
 * @param sample rows to compare, about; 0 for everything
 * @param restart whether an unfinished comparison is forgotten
 * @param repair whether what differs is written again
 * @param prune whether extra items are removed
 * @param keys how many items of each kind are named
 * @param showValues whether the values that differ are shown
 */
record VerifyChoice(int sample, boolean restart, boolean repair, boolean prune, int keys, boolean showValues) {}
