/** The program's entry; everything else is in the packages below, each a noun of the domain. */
@NullMarked
package io.rowlift;

import org.jspecify.annotations.NullMarked;
