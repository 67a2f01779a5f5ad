package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.TableName;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.Dialect;
import io.rowlift.target.jdbc.Loader;
import io.rowlift.target.jdbc.Upsert;
import java.util.List;

/** How MySQL says what all relational targets need, in a way that Vitess understands too. */
final class MySqlDialect implements Dialect {

    private final Translation translation;
    private final int packet;

    /**
     * Takes what statements are made of.
     *
     * @param packet the largest statement that the server takes, in bytes
     */
    MySqlDialect(Translation translation, int packet) {
        this.translation = translation;
        this.packet = packet;
    }

    @Override
    public String quote(String identifier) {
        return Quoted.name(identifier);
    }

    /** Vitess wants a primary key that is no text or blob without a length; keys are compared byte by byte. */
    @Override
    public List<String> ledger(TableName header, TableName entries) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + Quoted.name(header) + """
                         (
                            id smallint NOT NULL PRIMARY KEY,
                            version smallint NOT NULL,
                            job varchar(500) NOT NULL,
                            store varchar(500) NOT NULL,
                            source varchar(1000) NOT NULL,
                            begun varchar(40) NOT NULL
                        ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin""",
                "CREATE TABLE IF NOT EXISTS " + Quoted.name(entries) + """
                         (
                            table_schema varchar(64) NOT NULL,
                            table_name varchar(64) NOT NULL,
                            range_no int NOT NULL,
                            key_position text,
                            rows_read bigint NOT NULL,
                            rows_written bigint NOT NULL,
                            done smallint NOT NULL,
                            PRIMARY KEY (table_schema, table_name, range_no)
                        ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin""");
    }

    @Override
    public String columns() {
        return """
                SELECT column_name AS name,
                    is_nullable = 'YES' OR column_default IS NOT NULL OR extra <> '' AS optional
                FROM information_schema.columns
                WHERE table_schema = ? AND table_name = ?
                ORDER BY ordinal_position""";
    }

    /** A failed statement leaves nothing behind, and the transaction goes on. */
    @Override
    public boolean outlivesFailures() {
        return true;
    }

    @Override
    public Upsert upsert(TargetTable table) {
        return new InsertUpsert(table, translation.check(table), packet);
    }

    @Override
    public Loader loader(TargetTable table) {
        return new InsertLoader(table, translation.check(table), packet);
    }
}
