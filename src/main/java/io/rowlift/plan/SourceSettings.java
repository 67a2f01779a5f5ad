package io.rowlift.plan;

/**
 * The database to read.
 *
 * @param product which dialect is spoken there
 * @param url JDBC URL without credentials, as the user wrote it
 * @param username the login
 * @param password its password
 * @param connections upper bound on the connections that one run opens at the same time
 * @param insecure whether an unencrypted connection to another host is allowed
 */
public record SourceSettings(
        Product product, String url, String username, Secret password, int connections, boolean insecure) {

    /** The databases that can be read. */
    public enum Product {
        POSTGRESQL,
        MYSQL,
        MARIADB
    }
}
