package io.rowlift.target.dynamodb;

/**
 * What is asked of the service, for messages.
 *
 * @param operation the API's name of the operation
 * @param table the physical table
 */
record Call(String operation, String table) {

    @Override
    public String toString() {
        return operation + " on table \"" + table + "\"";
    }
}
