package io.rowlift.target.mysql;

import static io.rowlift.target.jdbc.Copies.col;
import static io.rowlift.target.jdbc.Copies.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.RowBuffer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsertLoaderTest {

    private static final TargetTable TEXTS = Copies.table(
            "shop",
            "te`xts",
            List.of("id"),
            col("id", new Type.Int(64, false), "bigint"),
            col("text", new Type.Text(0), "longtext"));

    private final List<String> sent = new ArrayList<>();

    private Connection connection() {
        ClassLoader loader = getClass().getClassLoader();
        Statement statement =
                (Statement) Proxy.newProxyInstance(loader, new Class<?>[] {Statement.class}, (self, method, args) -> {
                    if (method.getName().equals("executeUpdate")) {
                        sent.add((String) args[0]);
                        return 1;
                    }
                    return null;
                });
        return (Connection)
                Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (self, method, args) -> statement);
    }

    private static RowBuffer encoded(InsertLoader loader, int rows, int length) {
        RowBuffer buffer = new RowBuffer();
        for (long i = 0; i < rows; i++) {
            assertThat(loader.encode(row(i, "x".repeat(length)), buffer)).isNull();
            buffer.endRow();
        }
        return buffer;
    }

    @Test
    void rowsGoIntoOneStatement() throws SQLException {
        InsertLoader loader = new InsertLoader(TEXTS, Copies.LENIENT.check(TEXTS), 1 << 26);
        assertThat(loader.send(connection(), encoded(loader, 3, 2), 1, 3)).isEqualTo(3);
        assertThat(sent).containsExactly("INSERT INTO `shop`.`te``xts` (`id`, `text`) VALUES (1,'xx'),(2,'xx')");
    }

    @Test
    void aStatementIsLimitedByBytesAndByTheServersPacket() throws SQLException {
        InsertLoader wide = new InsertLoader(TEXTS, Copies.LENIENT.check(TEXTS), 1 << 26);
        RowBuffer rows = encoded(wide, 100, 100_000);
        assertThat(wide.send(connection(), rows, 0, 100)).isEqualTo(41);
        InsertLoader narrow = new InsertLoader(TEXTS, Copies.LENIENT.check(TEXTS), 1 << 20);
        assertThat(narrow.send(connection(), encoded(narrow, 100, 100_000), 90, 100))
                .isEqualTo(100);
        assertThat(narrow.send(connection(), encoded(narrow, 100, 100_000), 0, 100))
                .isEqualTo(10);
        assertThat(sent).allSatisfy(sql -> assertThat(sql.length()).isLessThan(4 << 20));
    }

    @Test
    void aRowThatNoPacketHoldsIsRejected() {
        InsertLoader loader = new InsertLoader(TEXTS, Copies.LENIENT.check(TEXTS), 1 << 20);
        assertThat(loader.encode(row(1L, "'".repeat(600_000)), new RowBuffer()))
                .isEqualTo("the row takes 1,200,007 bytes in a statement, the server's max_allowed_packet leaves"
                        + " 1,048,461");
    }
}
