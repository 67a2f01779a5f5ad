package io.rowlift.source.mysql.log;

import io.rowlift.source.LogEvent.Changed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changed rows of one table, taken from an event one by one. */
final class RowsEvent {

    private final Bytes event;
    private final Layout layout;
    private final byte @Nullable [] before;
    private final byte @Nullable [] after;

    /** Reads up to the first row; the table's number has been taken. */
    RowsEvent(int type, Bytes event, Layout layout) {
        this.event = event;
        this.layout = layout;
        event.skip(2);
        if (type >= EventHeader.WRITE_ROWS) {
            event.skip(event.u16() - 2);
        }
        int columns = (int) event.packed();
        if (columns != layout.columns()) {
            throw new BrokenEventException("rows of table \"" + layout.watched().table() + "\" have " + columns
                    + " columns, the table " + layout.columns());
        }
        byte[] first = present(columns);
        boolean write = type == EventHeader.WRITE_ROWS || type == EventHeader.WRITE_ROWS_1;
        boolean update = type == EventHeader.UPDATE_ROWS || type == EventHeader.UPDATE_ROWS_1;
        before = write ? null : first;
        after = write ? first : update ? present(columns) : null;
    }

    private byte[] present(int columns) {
        byte[] present = event.take((columns + 7) / 8);
        if (!layout.covers(present)) {
            throw new BrokenEventException("a session wrote rows of table \""
                    + layout.watched().table() + "\" without all watched columns: its binlog_row_image is not FULL");
        }
        return present;
    }

    /** Returns the next change, or null after the last one. */
    @Nullable
    Changed next() {
        if (!event.hasMore()) {
            return null;
        }
        List<@Nullable String> old = before == null ? null : layout.row(event, before);
        List<@Nullable String> young = after == null ? null : layout.row(event, after);
        return new Changed(layout.watched().table(), old, young);
    }
}
