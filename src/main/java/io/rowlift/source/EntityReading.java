package io.rowlift.source;

import io.rowlift.mapping.Mapped;
import io.rowlift.schema.Row;
import java.util.function.Function;

/**
 * How one entity's rows are read and what they become.
 *
 * @param entity the mapping's name of it
 * @param reader reads its rows
 * @param mapper makes items of a row; safe for use by several threads
 */
public record EntityReading(String entity, AggregateReader reader, Function<Row, Mapped> mapper) {}
