/**
 * From a source's schema to a suggested mapping: entities and item collections from foreign keys, indexes and access
 * patterns from unique and foreign keys, traps as comments. Pure and deterministic: knows no database, no file and no
 * row, and the same schema gives the same text, byte for byte.
 */
@NullMarked
package io.rowlift.suggest;

import org.jspecify.annotations.NullMarked;
