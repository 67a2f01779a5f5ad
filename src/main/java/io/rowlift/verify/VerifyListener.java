package io.rowlift.verify;

/** Hears how far a comparison is; called by several threads. */
public interface VerifyListener {

    /** Hears nothing. */
    VerifyListener SILENT = new VerifyListener() {};

    /** What a run does, one after the other. */
    enum Phase {
        COMPARING,
        SEARCHING,
        MENDING,
        ASKING
    }

    /** From now on this is done. */
    default void entered(Phase phase) {}

    /** The ranges of an entity are known. */
    default void planned(String entity, int ranges) {}

    /** So many more rows of an entity, and the items that they make, have been compared. */
    default void compared(String entity, int rows, int items) {}

    /** So many rows of an entity, and the items that they make, were compared before an interruption. */
    default void remembered(String entity, long rows, long items) {}

    /** A range of an entity has been compared to its end. */
    default void rangeDone(String entity) {}

    /** So many more keys of the target have been read. */
    default void scanned(long keys) {}
}
