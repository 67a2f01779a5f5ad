/**
 * What is copied to a relational target: the mapping file's tables, the columns that are read for each, and the schema
 * that the target gets, as values that can be printed. Knows no database connection and no product's types: those are
 * the targets' own.
 */
@NullMarked
package io.rowlift.copy;

import org.jspecify.annotations.NullMarked;
