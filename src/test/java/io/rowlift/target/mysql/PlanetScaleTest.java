package io.rowlift.target.mysql;

import static io.rowlift.target.mysql.Sample.INT;
import static io.rowlift.target.mysql.Sample.TEXT;
import static io.rowlift.target.mysql.Sample.said;
import static io.rowlift.target.mysql.Sample.sql;
import static io.rowlift.target.mysql.Sample.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.Family;
import io.rowlift.schema.Type;
import io.rowlift.target.mysql.PlanetScale.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every code of PlanetScale's schema lint that a table can have, alone and with what mends it. */
class PlanetScaleTest {

    private static final Settings REFERENCES = new Settings(true, false);
    private static final Settings SHARDED = new Settings(true, true);

    private static TargetSchema lint(Family family, Settings settings, Sample... tables) {
        return new PlanetScale(settings).translate(Sample.plan(family, List.of(), tables));
    }

    @Test
    void aTableWithAKeyIsFine() {
        TargetSchema schema = lint(
                Family.POSTGRESQL,
                Settings.USUAL,
                table("t").column("id", "integer!", INT).primary("id"));

        assertThat(said(schema)).isEmpty();
        assertThat(schema.statements(Phase.TABLES)).hasSize(1);
    }

    @Test
    void noUniqueKey() {
        TargetSchema schema = lint(
                Family.POSTGRESQL,
                Settings.USUAL,
                table("visits").column("at", "integer", INT).unique("visits_at", "at"));

        assertThat(said(schema))
                .containsExactly(
                        "WARNING lint-no-unique-key table \"visits\": PlanetScale wants a unique key over columns that"
                                + " are never NULL (NO_UNIQUE_KEY): the invisible column \"rowlift_id\" is added as its primary key;"
                                + " where it exists already: ALTER TABLE `visits` ADD COLUMN `rowlift_id` bigint unsigned NOT NULL"
                                + " AUTO_INCREMENT INVISIBLE PRIMARY KEY");
        assertThat(sql(schema, Phase.TABLES)).containsExactly("""
                CREATE TABLE `shop`.`visits` (
                  `rowlift_id` bigint unsigned NOT NULL AUTO_INCREMENT INVISIBLE PRIMARY KEY,
                  `at` int
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin""");
        assertThat(schema.tables().get(0).columns())
                .extracting(TargetSchema.TargetColumn::name)
                .containsExactly("at");
        assertThat(schema.tables().get(0).key()).isEmpty();
    }

    @Test
    void noUniqueKeyWhereNoneCanBeAdded() {
        TargetSchema schema = lint(
                Family.MYSQL,
                Settings.USUAL,
                table("t").identity("n", "int", INT).index("t_n", "btree", "n"));

        assertThat(said(schema))
                .containsExactly(
                        "PROBLEM lint-no-unique-key table \"t\": it has no unique key over columns that are never NULL,"
                                + " which PlanetScale refuses (NO_UNIQUE_KEY); make the columns of a unique key NOT NULL in the source,"
                                + " or give it a primary key there");
    }

    @Test
    void partialKeyInUniqueKey() {
        TargetSchema schema = lint(
                Family.MYSQL,
                Settings.USUAL,
                table("customers")
                        .text("email", "varchar(255)!", "utf8mb4", "utf8mb4_0900_ai_ci")
                        .primary("email(10)"));

        assertThat(said(schema))
                .containsExactly(
                        "PROBLEM lint-partial-key-in-unique-key table \"customers\": its primary key holds the first 10"
                                + " characters or bytes of column \"email\" only, which PlanetScale refuses"
                                + " (PARTIAL_KEY_IN_UNIQUE_KEY); let the key hold the whole column in the source: ALTER TABLE"
                                + " `customers` DROP PRIMARY KEY, ADD PRIMARY KEY (`email`)");
    }

    @Test
    void blobInUniqueKey() {
        TargetSchema schema = lint(
                Family.MYSQL,
                Settings.USUAL,
                table("documents")
                        .text("body", "text!", "utf8mb4", "utf8mb4_0900_ai_ci")
                        .primary("body(255)"));

        assertThat(said(schema))
                .containsExactly(
                        "PROBLEM lint-blob-in-unique-key table \"documents\": its primary key holds the first 255"
                                + " characters or bytes of column \"body\" only, which PlanetScale refuses (BLOB_IN_UNIQUE_KEY); give"
                                + " the column a length with \"type: varchar(n)\" or \"type: varbinary(n)\" and change the key in the"
                                + " source: ALTER TABLE `documents` MODIFY `body` varchar(255) NOT NULL, DROP PRIMARY KEY, ADD PRIMARY"
                                + " KEY (`body`)");
    }

    @Test
    void foreignKeysDisallowed() {
        Sample parent = table("p").column("id", "integer!", INT).primary("id");
        Sample child = table("c")
                .column("id", "integer!", INT)
                .primary("id")
                .references("c_p", "id", "p", "id", Action.CASCADE, Action.NO_ACTION);

        assertThat(said(lint(Family.POSTGRESQL, Settings.USUAL, parent, child)))
                .containsExactly(
                        "PROBLEM lint-foreign-keys-disallowed table \"c\": the database has foreign keys disabled, and"
                                + " it gets \"c_p\", which PlanetScale refuses (FOREIGN_KEYS_DISALLOWED); enable foreign key constraints"
                                + " in the database's settings, or say \"foreignKeys: drop\": ALTER TABLE `c` DROP FOREIGN KEY `c_p`");
        assertThat(said(lint(Family.POSTGRESQL, REFERENCES, parent, child))).isEmpty();
    }

    @Test
    void foreignKeysCircularDependency() {
        Sample teams = table("teams")
                .column("id", "integer!", INT)
                .column("owner", "integer", INT)
                .primary("id")
                .index("teams_owner", "btree", "owner")
                .references("teams_owner", "owner", "users", "id", Action.CASCADE, Action.NO_ACTION);
        Sample users = table("users")
                .column("id", "integer!", INT)
                .column("team", "integer", INT)
                .primary("id")
                .index("users_team", "btree", "team")
                .references("users_team", "team", "teams", "id", Action.SET_NULL, Action.NO_ACTION);

        assertThat(said(lint(Family.POSTGRESQL, REFERENCES, teams, users)))
                .containsExactly(
                        "PROBLEM lint-foreign-keys-circular-dependency table \"teams\": foreign keys that pass changes on"
                                + " refer in a circle: \"teams\", \"users\", which PlanetScale refuses"
                                + " (FOREIGN_KEYS_CIRCULAR_DEPENDENCY); break the circle in the source, or say \"foreignKeys: drop\":"
                                + " ALTER TABLE `teams` DROP FOREIGN KEY `teams_owner`");
    }

    @Test
    void foreignKeysToWhatIsNotCopiedNeverReachIt() {
        TargetSchema schema = lint(
                Family.POSTGRESQL,
                REFERENCES,
                table("c")
                        .column("id", "integer!", INT)
                        .primary("id")
                        .references("c_view", "id", "a_view", "id", Action.CASCADE, Action.NO_ACTION));

        assertThat(said(schema))
                .containsExactly(
                        "WARNING foreign-key-left-out table \"c\", foreign key \"c_view\": it is left out: table"
                                + " \"src.a_view\" is not copied; see to it in the application, or add it in MySQL's language after the"
                                + " load");
        assertThat(schema.statements(Phase.FOREIGN_KEYS)).isEmpty();
    }

    @Test
    void invalidCharset() {
        TargetSchema schema = lint(
                Family.MYSQL,
                Settings.USUAL,
                table("users")
                        .column("id", "int!", INT)
                        .text("name", "varchar(20)", "utf16", "utf16_general_ci")
                        .primary("id"));

        assertThat(said(schema))
                .containsExactly(
                        "PROBLEM lint-invalid-charset table \"users\", column \"name\": its character set is utf16, which"
                                + " PlanetScale refuses (INVALID_CHARSET); say \"type: varchar(20) CHARACTER SET utf8mb4\": ALTER TABLE"
                                + " `users` MODIFY `name` varchar(20) CHARACTER SET utf8mb4");
    }

    @Test
    void duplicateEnumValue() {
        TargetSchema schema = lint(
                Family.MYSQL,
                Settings.USUAL,
                table("shirts")
                        .column("id", "int!", INT)
                        .text("size", "enum('s','S')", "utf8mb4", "utf8mb4_0900_ai_ci", "s", "S")
                        .primary("id"));

        assertThat(said(schema))
                .containsExactly(
                        "PROBLEM lint-duplicate-enum-value table \"shirts\", column \"size\": label 'S' occurs twice under"
                                + " utf8mb4_0900_ai_ci, which PlanetScale refuses (DUPLICATE_ENUM_VALUE); say \"type: enum('s','S')"
                                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin\": ALTER TABLE `shirts` MODIFY `size` enum('s','S')"
                                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin");
    }

    @Test
    void labelsOfPostgresThatDifferInCaseAreFine() {
        TargetSchema schema = lint(
                Family.POSTGRESQL,
                Settings.USUAL,
                table("shirts")
                        .column("id", "integer!", INT)
                        .labelled("size", "size", null, "s", "S")
                        .primary("id"));

        assertThat(said(schema)).isEmpty();
    }

    @Test
    void unsupportedPartitioningFeature() {
        TargetSchema schema = lint(
                Family.POSTGRESQL,
                Settings.USUAL,
                table("t")
                        .column("land", "character varying(2)!", new Type.Text(2))
                        .primary("land")
                        .partitioned("list", "land", "FOR VALUES IN ('de')"));

        assertThat(said(schema))
                .containsExactly(
                        "WARNING lint-unsupported-partitioning-feature table \"t\": PlanetScale takes partitions by"
                                + " RANGE, HASH and KEY only (UNSUPPORTED_PARTITIONING_FEATURE): it becomes one table without"
                                + " partitions; where it exists already: ALTER TABLE `t` REMOVE PARTITIONING");
        assertThat(sql(schema, Phase.TABLES)).noneMatch(s -> s.contains("PARTITION"));
    }

    @Test
    void unsupportedFeature() {
        Sample wide = table("wide").column("id", "integer!", INT).primary("id");
        for (int i = 0; i < 1017; i++) {
            wide.column("c" + i, "text", TEXT);
        }

        assertThat(said(lint(Family.POSTGRESQL, Settings.USUAL, wide)))
                .containsExactly(
                        "PROBLEM lint-unsupported-feature table \"wide\": it has 1018 columns, 1,017 are allowed, which"
                                + " PlanetScale refuses (UNSUPPORTED_FEATURE); leave columns out with \"drop\": ALTER TABLE `wide` DROP"
                                + " COLUMN …");
    }

    @Test
    void unsupportedShardedFeature() {
        TargetSchema schema = lint(
                Family.POSTGRESQL,
                SHARDED,
                table("orders").identity("id", "bigint", INT).primary("id"));

        assertThat(said(schema))
                .containsExactly(
                        "PROBLEM lint-unsupported-sharded-feature table \"orders\", column \"id\": AUTO_INCREMENT does not"
                                + " count across shards, which PlanetScale refuses (UNSUPPORTED_SHARDED_FEATURE); copy into an"
                                + " unsharded keyspace; or make a sequence: CREATE TABLE `orders_seq` (id bigint, next_id bigint, cache"
                                + " bigint, PRIMARY KEY (id)) COMMENT 'vitess_sequence'");
    }
}
