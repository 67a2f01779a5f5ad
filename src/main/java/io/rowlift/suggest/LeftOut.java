package io.rowlift.suggest;

import io.rowlift.schema.TableName;

/**
 * A table or view that the suggested mapping does not migrate.
 *
 * @param name exact name
 * @param reason why, and what to do where something can be done
 */
public record LeftOut(TableName name, String reason) {}
