/** MySQL and MariaDB as sources. Knows no other product. */
@NullMarked
package io.rowlift.source.mysql;

import org.jspecify.annotations.NullMarked;
