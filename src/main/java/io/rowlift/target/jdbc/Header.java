package io.rowlift.target.jdbc;

import io.rowlift.target.Ownership;

/**
 * What a ledger says about itself.
 *
 * @param version of its layout
 * @param owner whose the target's tables are
 * @param source the identity of the database that they were loaded from
 * @param begun when the owner's load began, in ISO 8601
 */
record Header(int version, Ownership owner, String source, String begun) {

    /** The layout that this program knows. */
    static final int VERSION = 1;

    /** Returns whether the same job, reading the same database, has made it, perhaps from another store. */
    boolean isOfSameLoad(String job, String otherSource) {
        return owner.job().equals(job) && source.equals(otherSource);
    }

    @Override
    public String toString() {
        return "job \"" + owner.job() + "\" (" + store() + ")";
    }

    /** Returns the store and when it began. */
    String store() {
        return "store " + owner.store() + ", begun " + begun;
    }
}
