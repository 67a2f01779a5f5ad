package io.rowlift.endurance;

import java.sql.SQLException;

/**
 * Many rows with everything that a dry run has to remember something of: two items whose keys are not proved, under many
 * partition keys, with sort keys, in an index, and with an embedded list.
 */
final class Sales {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              sales:
                partition: PK
                sort: SK
                indexes: { byState: { partition: GSI1PK, sort: GSI1SK } }
            entities:
              Sale:
                from: sales
                embed:
                  lines: { table: lines, on: { id: sale_id }, orderBy: [line], max: 5, attributes: [product, qty] }
                items:
                  - key: { PK: "CUSTOMER#{customer_id}", SK: "SALE#{number|pad:9}" }
                    index: { GSI1PK: "STATE#{state}", GSI1SK: "{sold_at}" }
                    attributes: [label, total, lines]
                  - key: { PK: "CODE#{code|lower}", SK: "SALE" }
                    attributes: [id]
            patterns:
              salesOfCustomer: { query: { PK: "CUSTOMER#{customer_id}", SK: { beginsWith: "SALE#" } } }
              saleByCode: { query: { PK: "CODE#{code|lower}", SK: "SALE" } }
              salesByState: { index: byState, query: { GSI1PK: "STATE#{state}" } }
            """;

    /** Items that a row makes. */
    static final int ITEMS = 2;

    private Sales() {}

    /** Fills the tables: 20 sales for each customer, and no line, one or two for each sale. */
    static LargeJob of(long rows) throws SQLException {
        return new LargeJob(
                "sales",
                MAPPING,
                "create unlogged table sales (id bigint not null, customer_id bigint not null, number bigint not null,"
                        + " code varchar(20) not null, state varchar(10) not null, label varchar(40) not null,"
                        + " total numeric(10, 2), sold_at timestamptz not null)",
                "insert into sales select n, n % " + rows / 20 + ", n / " + rows / 20 + ", 'C-' || n, n % 97,"
                        + " 'sale number ' || n, (n % 10000) / 100.0, timestamptz '2020-01-01Z' + n * interval '1 second'"
                        + " from generate_series(1, " + rows + ") n",
                "alter table sales add primary key (id)",
                "create unlogged table lines (sale_id bigint not null, line integer not null, product varchar(20),"
                        + " qty integer not null)",
                "insert into lines select n, l, 'product ' || n % 500, l from generate_series(1, " + rows
                        + ") n, generate_series(1, n % 3) l",
                "alter table lines add primary key (sale_id, line)",
                "analyze");
    }
}
