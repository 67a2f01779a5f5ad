package io.rowlift.target;

/**
 * Whose a table is: written onto it as tags, so that a second migration sees it.
 *
 * @param job the job's name
 * @param store what tells the job's store from every other store
 */
public record Ownership(String job, String store) {

    @Override
    public String toString() {
        return "job \"" + job + "\" (store " + store + ")";
    }
}
