package io.rowlift.validate;

/** Hears how a dry run goes on; called by several threads. */
public interface ValidateListener {

    /** An entity's rows are about to be read. */
    void entered(String entity);

    /** So many more rows of it were read and mapped. */
    void read(String entity, long rows);

    /** The keys of some entities could not be proved and are compared. */
    void comparingKeys();
}
