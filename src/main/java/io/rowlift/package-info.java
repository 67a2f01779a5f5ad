/** Where the program starts. Knows the command line and nothing else. */
@NullMarked
package io.rowlift;

import org.jspecify.annotations.NullMarked;
