package io.rowlift.mapping;

import io.rowlift.schema.RowKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param row the row's key
 * @param items in the order of the mapping; empty for a rejected row
 * @param rejection why the row cannot be mapped, free of values; null when it was
 */
public record Mapped(RowKey row, List<Item> items, @Nullable String rejection) {}
