package io.rowlift.report;

/** How a judgement is meant; never shown by colour alone. */
public enum Tone {
    /** As it should be. */
    GOOD,
    /** Neither good nor bad. */
    PLAIN,
    /** Somebody should decide knowingly. */
    WARNING,
    /** Something has to be mended. */
    PROBLEM
}
