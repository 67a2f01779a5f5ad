package io.rowlift.target.jdbc;

/**
 * What a product or a service brings along.
 *
 * @param identity what tells the target from every other
 * @param place the target in messages, as in {@code database "shop" at db.example.com}
 * @param ledgerSchema the schema or database that the ledger is in
 * @param mostBytes most bytes in one transaction
 * @param mostRows most rows in one transaction
 * @param dialect how the product says things
 * @param clearing how it takes rows away
 * @param finishing what it does its own way after the rows
 * @param bytes takes rows in its own format
 * @param failures what its errors mean
 */
public record Vendor(
        String identity,
        String place,
        String ledgerSchema,
        int mostBytes,
        int mostRows,
        Dialect dialect,
        Clearing clearing,
        Finishing finishing,
        ByteStream.Factory bytes,
        Failures failures) {}
