package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.program.Program;
import java.sql.SQLException;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The way of every public database: migrated, judged by the oracle, verified by Rowlift, tampered with, found out. */
final class Journey {

    private static final int DONE = 0;
    private static final int DIFFERENCES = 6;

    private final RealDatabase database;

    Journey(RealDatabase database) {
        this.database = database;
    }

    void migrate() {
        Program.Answer migrated = database.run("migrate");
        assertThat(migrated.exit()).as(migrated.out() + migrated.err()).isEqualTo(DONE);
        assertThat(database.run("rejects").out()).isEqualTo("No row was rejected.\n");
    }

    /** Asks the oracle: every item as expected, no item that is not, every column of every table in some item. */
    void isEqual() throws SQLException {
        assertThat(database.oracle().differences()).isEmpty();
        assertThat(database.source().uncarried()).isEmpty();
    }

    /** Asks an index of the target and the source the same question. */
    void answers(String table, String index, String partition, AttributeValue value, String sql) {
        long answer = database.source().count(sql);
        assertThat(answer).isPositive();
        assertThat(database.count(table, index, partition, value)).isEqualTo(answer);
    }

    void isVerified() {
        Program.Answer verified = database.run("verify");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isEqualTo(DONE);
    }

    /** Both have to find what was tampered with: the oracle as these lines, Rowlift with exit code 6 and the items' keys. */
    void isFoundDifferent(List<String> differences, String... keys) {
        assertThat(database.oracle().differences()).containsExactlyInAnyOrderElementsOf(differences);
        Program.Answer verified = database.run("verify");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isEqualTo(DIFFERENCES);
        assertThat(verified.out()).contains(keys);
    }
}
