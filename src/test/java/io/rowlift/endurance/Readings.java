package io.rowlift.endurance;

import java.sql.SQLException;

/** A narrow table of many rows, each of which becomes an item whose key is proved. */
final class Readings {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              readings: { partition: PK }
            entities:
              Reading:
                from: readings
                items:
                  - key: { PK: "READING#{id}" }
                    attributes: [device, label, level]
            """;

    private Readings() {}

    /** Fills the table; a row is about 60 bytes. */
    static LargeJob of(long rows) throws SQLException {
        return new LargeJob(
                "readings",
                MAPPING,
                "create unlogged table readings (id bigint not null, device integer not null,"
                        + " label varchar(32) not null, level numeric(8, 2))",
                "insert into readings select n, n % 1000, 'reading ' || n, (n % 10000) / 100.0 from generate_series(1, "
                        + rows + ") n",
                "alter table readings add primary key (id)",
                "analyze readings");
    }
}
