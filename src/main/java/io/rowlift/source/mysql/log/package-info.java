/**
 * The binary log of MySQL and MariaDB, read as a replica reads it: over a connection of MySQL's driver, with its login
 * and TLS. Knows nothing of how rows are read, and no other product.
 */
@NullMarked
package io.rowlift.source.mysql.log;

import org.jspecify.annotations.NullMarked;
