package io.rowlift.job;

import io.rowlift.mapping.Mapped;
import io.rowlift.schema.Row;

/** Makes items of rows; safe for use by several threads. */
interface EntityMapper {

    Mapped map(Row row);
}
