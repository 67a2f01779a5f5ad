package io.rowlift.source.mysql;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.SplitContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlSplitIT extends SplitContract {

    @Override
    protected Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @Override
    protected String fill(String expressions) {
        return "INSERT INTO s WITH RECURSIVE n (i) AS (SELECT /*+ SET_VAR(cte_max_recursion_depth = 8000) */ 1 UNION ALL "
                + "SELECT i + 1 FROM n WHERE i < 8000) SELECT /*+ SET_VAR(cte_max_recursion_depth = 8000) */ "
                + expressions
                + " FROM n";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    k bigint unsigned PRIMARY KEY                   | CASE WHEN i < 4000 THEN i ELSE 18446744073709551615 - i END
                    k varchar(40) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY | concat(repeat('x', i % 7), i)
                    k binary(16) PRIMARY KEY                        | unhex(md5(i))
                    a int, b datetime(3), PRIMARY KEY (a, b)        | CASE WHEN i < 7000 THEN 1 ELSE i END, '2024-01-01' + interval i second
                    """)
    void rangesAreNearEqual(String columns, String expressions) {
        check(columns, expressions);
    }
}
