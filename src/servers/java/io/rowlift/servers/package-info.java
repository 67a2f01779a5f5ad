/**
 * Real servers for tests and for {@code rowlift demo}: PostgreSQL, MySQL and DynamoDB Local out of Maven artifacts, MariaDB where it
 * is installed, or all of them in Docker. Nothing here ships, and nothing here knows the rest of Rowlift.
 *
 * <p>{@link Servers} is where tests start. How a server dies with its JVM is told in {@link ServerProcess}.
 */
@NullMarked
package io.rowlift.servers;

import org.jspecify.annotations.NullMarked;
