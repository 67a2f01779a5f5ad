package io.rowlift.target;

import io.rowlift.schema.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an index of the target makes of rows, told without asking the target; safe for several threads. */
public interface IndexCheck {
    /** Returns the index's name in the source. */
    String name();

    /** Returns the source's columns that it is over. */
    List<String> columns();

    /**
     * Returns a text that is the same for all rows that the index takes as one although the source tells them apart; null
     * for a row that it takes as no other's.
     *
     * @param row laid out as it is read for the table
     */
    @Nullable
    String identity(Row row);

    /** Returns why the index cannot hold a row, free of values; null when it can. */
    @Nullable
    String obstacle(Row row);

    /** Returns what the index takes as equal, for people: {@code texts under utf8mb4_0900_ai_ci}; null when it is no more. */
    @Nullable
    String equality();
}
