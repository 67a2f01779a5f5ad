package io.rowlift.verify.rows;

/** Where a row is read. */
enum Side {
    SOURCE,
    TARGET
}
