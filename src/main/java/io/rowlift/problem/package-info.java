/**
 * What is wrong, where, and what to do about it. The bottom of the program: every package may import it, it imports
 * nothing but the JDK.
 */
@NullMarked
package io.rowlift.problem;

import org.jspecify.annotations.NullMarked;
