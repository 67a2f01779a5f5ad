package io.rowlift.target.mysql;

import static io.rowlift.target.mysql.Sample.INT;
import static io.rowlift.target.mysql.Sample.JSON;
import static io.rowlift.target.mysql.Sample.LONG;
import static io.rowlift.target.mysql.Sample.MOMENT;
import static io.rowlift.target.mysql.Sample.TEXT;
import static io.rowlift.target.mysql.Sample.mySql;
import static io.rowlift.target.mysql.Sample.postgres;
import static io.rowlift.target.mysql.Sample.said;
import static io.rowlift.target.mysql.Sample.sql;
import static io.rowlift.target.mysql.Sample.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure.UserType;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole tables, as sources declare them and as MySQL gets them. */
class MySqlTranslationTest {

    private static final String END = "\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin";

    @Test
    void aTableOfPostgresWithItsDefaults() {
        TargetSchema schema = postgres(table("orders")
                .identity("id", "bigint", LONG)
                .column("number", "text!", TEXT, "'A'::text")
                .column("state", "character varying(10)!", new Type.Text(10), "'new'::character varying")
                .column("paid", "boolean!", new Type.Bool(), "false")
                .column("total", "numeric(10,2)!", new Type.Numeric(10, 2), "0.00")
                .column("made", "timestamp with time zone!", MOMENT, "now()")
                .column("local", "timestamp(3) without time zone", new Type.Timestamp(3, false), "LOCALTIMESTAMP")
                .column("day", "date", new Type.Date(), "CURRENT_DATE")
                .column("token", "uuid!", new Type.Uuid(), "gen_random_uuid()")
                .column("tags", "text[]", new Type.Array(TEXT), "'{}'::text[]")
                .column("extra", "jsonb", JSON, "'{}'::jsonb")
                .column("raw", "bytea", new Type.Bytes(), "'\\x00ff'::bytea")
                .labelled("kind", "public.kind", "'a'::public.kind", "a", "A", "it's")
                .column(
                        "since",
                        "timestamp with time zone",
                        MOMENT,
                        "'2020-01-01 01:00:00+01'::timestamp with time zone")
                .column("odd", "integer", INT, "public.next_odd()")
                .primary("id")
                .comment("what's bought"));

        assertThat(sql(schema, Phase.TABLES)).containsExactly("""
                CREATE TABLE `shop`.`orders` (
                  `id` bigint NOT NULL AUTO_INCREMENT,
                  `number` longtext NOT NULL DEFAULT ('A'),
                  `state` varchar(10) NOT NULL DEFAULT 'new',
                  `paid` tinyint(1) NOT NULL DEFAULT 0,
                  `total` decimal(10,2) NOT NULL DEFAULT 0.00,
                  `made` datetime(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
                  `local` datetime(3) DEFAULT CURRENT_TIMESTAMP(3),
                  `day` date DEFAULT (CURRENT_DATE),
                  `token` char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
                  `tags` json DEFAULT ('[]'),
                  `extra` json DEFAULT ('{}'),
                  `raw` longblob DEFAULT (x'00ff'),
                  `kind` enum('a','A','it''s') DEFAULT 'a',
                  `since` datetime(6) DEFAULT '2020-01-01 00:00:00',
                  `odd` int,
                  PRIMARY KEY (`id`)""" + END + " COMMENT='what''s bought'");
        assertThat(said(schema))
                .containsExactly(
                        "WARNING default-left-out table \"orders\", column \"odd\": its default is left out: it calls the"
                                + " function \"public.next_odd\", which MySQL does not have; set it in the target after the"
                                + " load, in MySQL's language");
        assertThat(schema.tables().get(0).key()).containsExactly("id");
    }

    @Test
    void everyStatementAsksWhetherItsObjectIsThere() {
        TargetSchema schema = postgres(
                table("a")
                        .column("id", "integer!", INT)
                        .column("b", "integer", INT)
                        .primary("id")
                        .index("a_b", "btree", "b"),
                table("c")
                        .column("id", "integer!", INT)
                        .column("a", "integer", INT)
                        .primary("id")
                        .references("c_a", "a", "a", "id", Action.SET_NULL, Action.NO_ACTION));

        assertThat(schema.statements())
                .extracting(Statement::phase, Statement::object, Statement::made)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Phase.TABLES,
                                "database \"shop\"",
                                "SELECT COUNT(*) > 0 FROM information_schema.schemata WHERE schema_name = 'shop'"),
                        org.assertj.core.groups.Tuple.tuple(
                                Phase.TABLES,
                                "table \"a\"",
                                "SELECT COUNT(*) > 0 FROM information_schema.tables WHERE table_schema = 'shop' AND"
                                        + " table_name = 'a'"),
                        org.assertj.core.groups.Tuple.tuple(
                                Phase.TABLES,
                                "table \"c\"",
                                "SELECT COUNT(*) > 0 FROM information_schema.tables WHERE table_schema = 'shop' AND"
                                        + " table_name = 'c'"),
                        org.assertj.core.groups.Tuple.tuple(
                                Phase.INDEXES,
                                "index \"a_b\" of \"a\"",
                                "SELECT COUNT(DISTINCT index_name) = 1 FROM information_schema.statistics WHERE"
                                        + " table_schema = 'shop' AND table_name = 'a' AND index_name IN ('a_b')"),
                        org.assertj.core.groups.Tuple.tuple(
                                Phase.INDEXES,
                                "index \"c_a\" of \"c\"",
                                "SELECT COUNT(DISTINCT index_name) = 1 FROM information_schema.statistics WHERE"
                                        + " table_schema = 'shop' AND table_name = 'c' AND index_name IN ('c_a')"),
                        org.assertj.core.groups.Tuple.tuple(
                                Phase.FOREIGN_KEYS,
                                "foreign key \"c_a\"",
                                "SELECT COUNT(*) > 0 FROM information_schema.table_constraints WHERE table_schema ="
                                        + " 'shop' AND table_name = 'c' AND constraint_type = 'FOREIGN KEY' AND"
                                        + " constraint_name = 'c_a'"),
                        org.assertj.core.groups.Tuple.tuple(Phase.STATISTICS, "statistics of \"a\"", null),
                        org.assertj.core.groups.Tuple.tuple(Phase.STATISTICS, "statistics of \"c\"", null));
        assertThat(sql(schema, Phase.FOREIGN_KEYS))
                .containsExactly(
                        "ALTER TABLE `shop`.`c`\n  ADD CONSTRAINT `c_a` FOREIGN KEY (`a`) REFERENCES `shop`.`a`"
                                + " (`id`) ON DELETE SET NULL");
    }

    @Test
    void textsThatKeysHoldWholeGetALength() {
        TargetSchema schema = postgres(
                table("users")
                        .column("email", "text!", TEXT)
                        .column("tenant", "integer!", INT)
                        .column("name", "text", TEXT)
                        .column("hash", "bytea", new Type.Bytes())
                        .column("note", "text", TEXT)
                        .primary("email")
                        .unique("users_name", "tenant", "name", "hash")
                        .index("users_note", "btree", "note", "tenant"),
                table("posts")
                        .column("author", "text", TEXT)
                        .references("posts_author", "author", "users", "email", Action.CASCADE, Action.CASCADE));

        assertThat(sql(schema, Phase.TABLES)).containsExactly("""
                        CREATE TABLE `shop`.`users` (
                          `email` varchar(768) NOT NULL,
                          `tenant` int NOT NULL,
                          `name` varchar(383),
                          `hash` varbinary(1534),
                          `note` longtext,
                          PRIMARY KEY (`email`)""" + END, """
                        CREATE TABLE `shop`.`posts` (
                          `author` varchar(768)""" + END);
        assertThat(sql(schema, Phase.INDEXES)).containsExactly("""
                        ALTER TABLE `shop`.`users`
                          ADD UNIQUE KEY `users_name` (`tenant`, `name`, `hash`),
                          ADD KEY `users_note` (`note`(255), `tenant`)""", """
                        ALTER TABLE `shop`.`posts`
                          ADD KEY `posts_author` (`author`)""");
        assertThat(said(schema))
                .contains(
                        "WARNING text-in-key table \"users\", column \"email\": a key holds it whole, for which MySQL needs a"
                                + " length: it becomes varchar(768); values of more characters are rejected; say what the"
                                + " values need, for example \"type: varchar(255)\"",
                        "WARNING text-in-key table \"users\", column \"hash\": a key holds it whole, for which MySQL needs a"
                                + " length: it becomes varbinary(1534); values of more bytes are rejected; say what the"
                                + " values need, for example \"type: varbinary(255)\"",
                        "NOTE index-shortened table \"users\", index \"users_note\": it holds the beginnings of long texts"
                                + " only",
                        "NOTE foreign-key-index table \"posts\", foreign key \"posts_author\": MySQL needs an index that"
                                + " begins with its columns, which is added");
    }

    @Test
    void indexesOfPostgres() {
        TargetSchema schema = postgres(table("t")
                .column("id", "integer!", INT)
                .column("email", "character varying(100)", new Type.Text(100))
                .column("active", "boolean", new Type.Bool())
                .column("body", "text", TEXT)
                .column("doc", "jsonb", JSON)
                .primary("id")
                .index("by_hash", "hash", "id")
                .index("by_doc", "gin", "doc")
                .index("by_doc_btree", "btree", "doc")
                .index("by_time", "brin", "id")
                .index("by_lower", "btree", "lower((email)::text)")
                .index("by_body", "btree", "lower(body)")
                .index("down", "btree", "id DESC", "email")
                .partial("one_active", true, "active", "email")
                .partial("some", false, "active", "email")
                .index(new Index(
                        "covering",
                        true,
                        false,
                        false,
                        "btree",
                        Sample.parts("email", "id"),
                        List.of("active"),
                        null,
                        false,
                        true,
                        "…"))
                .index(new Index(
                        "broken",
                        false,
                        false,
                        false,
                        "btree",
                        Sample.parts("id"),
                        List.of(),
                        null,
                        true,
                        false,
                        "…")));

        assertThat(sql(schema, Phase.INDEXES)).containsExactly("""
                ALTER TABLE `shop`.`t`
                  ADD KEY `by_hash` (`id`),
                  ADD KEY `by_lower` ((LOWER(`email`))),
                  ADD KEY `down` (`id` DESC, `email`),
                  ADD UNIQUE KEY `one_active` ((CASE WHEN `active` THEN `email` END)),
                  ADD KEY `some` (`email`),
                  ADD UNIQUE KEY `covering` (`email`, `id`)""");
        assertThat(said(schema))
                .containsExactly(
                        "WARNING index-left-out table \"t\", index \"by_doc\": it is left out: MySQL has no counterpart of the"
                                + " method \"gin\"; make one in MySQL's language after the load where queries need it",
                        "WARNING index-left-out table \"t\", index \"by_doc_btree\": it is left out: column \"doc\" becomes"
                                + " json, which has no order in MySQL; make one in MySQL's language after the load where"
                                + " queries need it",
                        "WARNING index-left-out table \"t\", index \"by_time\": it is left out: MySQL has no counterpart of the"
                                + " method \"brin\"; make one in MySQL's language after the load where queries need it",
                        "WARNING index-left-out table \"t\", index \"by_body\": it is left out: its expression is over column"
                                + " \"body\", which is longtext; say \"type: varchar(n)\"; make one in MySQL's language after"
                                + " the load where queries need it",
                        "NOTE partial-index table \"t\", index \"some\": MySQL has no partial indexes: it holds all rows",
                        "NOTE included-columns table \"t\", index \"covering\": MySQL has no INCLUDE: it holds its key columns"
                                + " only",
                        "WARNING nulls-distinct table \"t\", index \"covering\": the source takes NULLs as equal in it, MySQL"
                                + " takes them as different: rows that differ in nothing but have NULLs become possible; make"
                                + " the columns NOT NULL in the source, or see to it in the application",
                        "WARNING index-left-out table \"t\", index \"broken\": it is left out: it is not valid in the source;"
                                + " make one in MySQL's language after the load where queries need it");
    }

    @Test
    void checksAndGeneratedColumns() {
        UserType domain = new UserType(
                new TableName("public", "year"),
                UserType.Kind.DOMAIN,
                List.of(),
                "CREATE DOMAIN public.year AS integer CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)))");
        TargetSchema schema = new MySqlTranslation()
                .translate(Sample.plan(
                        Family.POSTGRESQL,
                        List.of(domain),
                        table("t")
                                .identity("id", "integer", INT)
                                .column("released", "public.year", INT)
                                .column("price", "numeric(10,2)!", new Type.Numeric(10, 2))
                                .column("name", "character varying(20)", new Type.Text(20))
                                .generated("gross", "numeric(12,4)", new Type.Numeric(12, 4), "(price * 1.19)")
                                .generated("words", "tsvector", new Type.Textual("tsvector"), "to_tsvector(name)")
                                .primary("id")
                                .check("positive", "(price > (0)::numeric)")
                                .check("known", "public.is_known(name)")
                                .check("counted", "(id > 0)")));

        assertThat(sql(schema, Phase.TABLES)).containsExactly("""
                CREATE TABLE `shop`.`t` (
                  `id` int NOT NULL AUTO_INCREMENT,
                  `released` int,
                  `price` decimal(10,2) NOT NULL,
                  `name` varchar(20),
                  `gross` decimal(12,4) GENERATED ALWAYS AS ((`price` * 1.19)) STORED,
                  `words` longtext,
                  PRIMARY KEY (`id`),
                  CONSTRAINT `positive` CHECK ((`price` > 0)),
                  CONSTRAINT `t_released_year_check` CHECK (((`released` >= 1901) AND (`released` <= 2155)))""" + END);
        assertThat(said(schema))
                .contains(
                        "WARNING generated-as-plain table \"t\", column \"words\": the target does not compute it: it calls the"
                                + " function \"to_tsvector\", which MySQL does not have or takes otherwise; it becomes a plain"
                                + " column with the source's values; add the expression in MySQL's language after the load",
                        "WARNING check-left-out table \"t\", check \"known\": it is left out: it calls the function"
                                + " \"public.is_known\", which MySQL does not have; add it in MySQL's language after the load, or"
                                + " see to it in the application",
                        "WARNING check-left-out table \"t\", check \"counted\": it is left out: MySQL allows no check of an"
                                + " AUTO_INCREMENT column; add it in MySQL's language after the load, or see to it in the"
                                + " application");
        assertThat(schema.tables().get(0).columns())
                .extracting(TargetSchema.TargetColumn::name)
                .containsExactly("id", "released", "price", "name", "words");
    }

    @Test
    void partitionsOfPostgres() {
        TargetSchema schema = postgres(
                table("a")
                        .column("at", "timestamp with time zone!", MOMENT)
                        .column("id", "integer!", INT)
                        .primary("at", "id")
                        .partitioned(
                                "range",
                                "at",
                                "FOR VALUES FROM ('2022-02-01 00:00:00+00') TO ('2022-03-01 01:00:00+01')",
                                "FOR VALUES FROM (MINVALUE) TO ('2022-02-01 00:00:00+00')",
                                "DEFAULT"),
                table("b")
                        .column("land", "character varying(2)!", new Type.Text(2))
                        .partitioned("list", "land", "FOR VALUES IN ('de', 'at')", "FOR VALUES IN ('ch', NULL)"),
                table("c")
                        .column("land", "character varying(2)!", new Type.Text(2))
                        .partitioned("list", "land", "FOR VALUES IN ('de')", "DEFAULT"),
                table("d")
                        .column("id", "integer!", INT)
                        .partitioned("hash", "id", "FOR VALUES WITH (modulus 2, remainder 0)", "FOR VALUES WITH …"));

        assertThat(sql(schema, Phase.TABLES))
                .extracting(s -> s.contains("\nPARTITION") ? s.substring(s.indexOf("\nPARTITION") + 1) : "")
                .containsExactly("""
                        PARTITION BY RANGE COLUMNS(`at`) (
                          PARTITION `p2` VALUES LESS THAN ('2022-02-01 00:00:00'),
                          PARTITION `p1` VALUES LESS THAN ('2022-03-01 00:00:00'),
                          PARTITION `p_rest` VALUES LESS THAN (MAXVALUE)
                        )""", """
                        PARTITION BY LIST COLUMNS(`land`) (
                          PARTITION `p1` VALUES IN ('de', 'at'),
                          PARTITION `p2` VALUES IN ('ch', NULL)
                        )""", "", "PARTITION BY KEY (`id`) PARTITIONS 2");
        assertThat(said(schema))
                .containsExactly(
                        "WARNING partitions-left-out table \"c\": it becomes one table without partitions: MySQL has"
                                + " no partition for all other values of a list; partition it in MySQL's language after the load"
                                + " where queries need it");
    }

    @Test
    void foreignKeysThatInnoDbHasNot() {
        TargetSchema schema = postgres(
                table("p").column("id", "bigint!", LONG).primary("id"),
                table("c")
                        .column("id", "integer!", INT)
                        .column("one", "bigint!", LONG)
                        .column("two", "integer", INT)
                        .column("three", "bigint", LONG)
                        .references("c_one", "one", "p", "id", Action.SET_NULL, Action.SET_DEFAULT)
                        .references("c_two", "two", "p", "id", Action.CASCADE, Action.CASCADE)
                        .references("c_three", "three", "elsewhere", "id", Action.CASCADE, Action.CASCADE));

        assertThat(sql(schema, Phase.FOREIGN_KEYS))
                .containsExactly(
                        "ALTER TABLE `shop`.`c`\n  ADD CONSTRAINT `c_one` FOREIGN KEY (`one`) REFERENCES `shop`.`p`"
                                + " (`id`)");
        assertThat(said(schema))
                .contains(
                        "WARNING action-left-out table \"c\", foreign key \"c_one\": SET NULL needs columns that take NULL: the"
                                + " referred row cannot be deleted or changed while rows refer to it; change the referring rows"
                                + " in the application first",
                        "WARNING action-left-out table \"c\", foreign key \"c_one\": InnoDB has no SET DEFAULT: the referred row"
                                + " cannot be deleted or changed while rows refer to it; change the referring rows in the"
                                + " application first",
                        "WARNING foreign-key-left-out table \"c\", foreign key \"c_two\": it is left out: column \"two\" is int"
                                + " and the one that it refers to is bigint; say \"type:\" so that they are the same; see to it"
                                + " in the application, or add it in MySQL's language after the load",
                        "WARNING foreign-key-left-out table \"c\", foreign key \"c_three\": it is left out: table"
                                + " \"src.elsewhere\" is not copied; see to it in the application, or add it in MySQL's language"
                                + " after the load");
    }

    @Test
    void aTableOfMySqlStaysAsItIs() {
        TargetSchema schema = mySql(table("t")
                .identity("id", "int(10) unsigned", new Type.Int(32, true))
                .text("name", "varchar(200)!", "utf8mb3", "utf8mb3_general_ci")
                .text("code", "char(3)", "latin1", "latin1_swedish_ci")
                .text("size", "enum('s','m')", "utf8mb4", "utf8mb4_0900_ai_ci", "s", "m")
                .column("flag", "tinyint(1)", new Type.Int(8, false), "1")
                .column("at", "timestamp", new Type.Timestamp(0, true), "CURRENT_TIMESTAMP")
                .column("old", "date!", new Type.Date(), "'0000-00-00'")
                .column("doc", "json", JSON, "json_array()")
                .generated("upper_name", "varchar(200)", new Type.Text(200), "upper(`name`)")
                .primary("id")
                .unique("name", "name(20)", "id")
                .check("named", "(`name` <> _utf8mb4'')"));

        assertThat(sql(schema, Phase.TABLES))
                .containsExactly("""
                CREATE TABLE `shop`.`t` (
                  `id` int unsigned NOT NULL AUTO_INCREMENT,
                  `name` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL,
                  `code` char(3) CHARACTER SET latin1 COLLATE latin1_swedish_ci,
                  `size` enum('s','m') CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
                  `flag` tinyint(1) DEFAULT 1,
                  `at` timestamp NULL DEFAULT CURRENT_TIMESTAMP,
                  `old` date NOT NULL DEFAULT '0000-00-00',
                  `doc` json DEFAULT (json_array()),
                  `upper_name` varchar(200) GENERATED ALWAYS AS (upper(`name`)) STORED,
                  PRIMARY KEY (`id`),
                  CONSTRAINT `named` CHECK ((`name` <> _utf8mb4''))
                """.replace("CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci ", "")
                                .stripTrailing()
                        + "\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci");
        assertThat(sql(schema, Phase.INDEXES))
                .containsExactly("ALTER TABLE `shop`.`t`\n  ADD UNIQUE KEY `name` (`name`(20), `id`)");
        assertThat(said(schema))
                .containsExactly(
                        "WARNING zero-date table \"t\", column \"old\": its default is a zero date, which MySQL refuses"
                                + " unless its sql_mode leaves out NO_ZERO_DATE; take NO_ZERO_DATE and NO_ZERO_IN_DATE out of the"
                                + " target's sql_mode, or give the column another default in the source");
    }

    @Test
    void shapesLoseTheirReferenceSystem() {
        TargetSchema schema =
                mySql(table("t").column("at", "point!", new Type.Bytes()).index("t_at", "spatial", "at"));

        assertThat(sql(schema, Phase.INDEXES))
                .containsExactly("ALTER TABLE `shop`.`t`\n  ADD SPATIAL KEY `t_at` (`at`)");
        assertThat(said(schema))
                .containsExactly(
                        "NOTE spatial-reference table \"t\", column \"at\": that it holds one spatial reference system"
                                + " only (SRID) is not taken over, without which MySQL does not use its SPATIAL indexes; say so after"
                                + " the load: ALTER TABLE … MODIFY … point NOT NULL SRID 4326");
    }

    @Test
    void whatMariaDbHasAlone() {
        TargetSchema schema = mySql(table("t")
                .column("id", "uuid!", new Type.Uuid(), "uuid()")
                .column("ip", "inet6", new Type.Textual("inet6"))
                .column("n", "bigint(20)", LONG, "nextval(`shop`.`s`)")
                .text("a", "varchar(20)", "utf8mb4", "utf8mb4_uca1400_ai_ci")
                .text("b", "varchar(20)", "utf8mb4", "utf8mb4_uca1400_nopad_as_cs")
                .primary("id"));

        assertThat(sql(schema, Phase.TABLES)).containsExactly("""
                CREATE TABLE `shop`.`t` (
                  `id` char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (uuid()),
                  `ip` varchar(45) CHARACTER SET ascii COLLATE ascii_bin,
                  `n` bigint,
                  `a` varchar(20),
                  `b` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_as_cs,
                  PRIMARY KEY (`id`)
                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci""");
        assertThat(said(schema))
                .containsExactly(
                        "WARNING collation-without-counterpart table \"t\", column \"a\": MySQL has no collation"
                                + " \"utf8mb4_uca1400_ai_ci\"; \"utf8mb4_unicode_520_ci\" is its nearest; say another one, for"
                                + " example \"type: varchar(20) COLLATE utf8mb4_0900_ai_ci\"",
                        "WARNING collation-without-counterpart table \"t\", column \"b\": MySQL has no collation"
                                + " \"utf8mb4_uca1400_nopad_as_cs\"; \"utf8mb4_0900_as_cs\" is its nearest; say another one, for"
                                + " example \"type: varchar(20) COLLATE utf8mb4_0900_ai_ci\"",
                        "WARNING default-left-out table \"t\", column \"n\": its default is left out: it takes a value of a"
                                + " sequence, which MySQL does not have; set it in the target after the load, in MySQL's"
                                + " language");
    }

    @Test
    void namesAreOneWithoutRegardToCaseAndNotTooLong() {
        String longest = "i".repeat(70);
        TargetSchema schema = postgres(
                table("Users").column("id", "integer!", INT).column("ID", "integer", INT),
                table("users").column("id", "integer", INT).index(longest, "btree", "id"),
                table("t".repeat(65)).column("id", "integer", INT));

        assertThat(sql(schema, Phase.INDEXES))
                .containsExactly("ALTER TABLE `shop`.`users`\n  ADD KEY `" + "i".repeat(55) + "_07d2ee6e` (`id`)");
        assertThat(said(schema))
                .containsExactly(
                        "PROBLEM name-taken table \"Users\", column \"ID\": MySQL takes column names without regard to case, and"
                                + " another column becomes \"ID\" too; give one of them another name with \"to:\"",
                        "PROBLEM name-taken table \"users\": another table becomes \"shop.users\" too, letter case aside; give"
                                + " one of them another name with \"to:\"",
                        "PROBLEM name-too-long table \"" + "t".repeat(65)
                                + "\": its name has 65 characters, MySQL allows 64;"
                                + " give it another one with \"to:\"");
    }

    @Test
    void aCounterThatNoIndexBeginsWithGetsOne() {
        TargetSchema schema = postgres(table("t")
                .column("day", "date!", new Type.Date())
                .identity("id", "integer", INT)
                .identity("second", "integer", INT)
                .primary("day", "id"));

        assertThat(sql(schema, Phase.TABLES)).containsExactly("""
                CREATE TABLE `shop`.`t` (
                  `day` date NOT NULL,
                  `id` int NOT NULL AUTO_INCREMENT,
                  `second` int NOT NULL,
                  PRIMARY KEY (`day`, `id`),
                  KEY `t_id` (`id`)""" + END);
        assertThat(said(schema))
                .containsExactly(
                        "WARNING counter-left-out table \"t\", column \"second\": MySQL has one AUTO_INCREMENT column per table,"
                                + " which is \"id\"; this one gets no values by itself; give it values in the application",
                        "NOTE counter-index table \"t\", column \"id\": AUTO_INCREMENT needs an index that begins with it:"
                                + " \"t_id\" is added");
    }

    @Test
    void whatIsTooLongIsToldOrPutApart() {
        TargetSchema schema = postgres(table("t")
                .column("a", "character varying(900)!", new Type.Text(900))
                .column("b", "character varying(9000)", new Type.Text(9000))
                .column("c", "character varying(10000)", new Type.Text(10_000))
                .unique("t_a", "a"));

        assertThat(sql(schema, Phase.TABLES)).containsExactly("""
                CREATE TABLE `shop`.`t` (
                  `a` varchar(900) NOT NULL,
                  `b` varchar(9000),
                  `c` longtext,
                  UNIQUE KEY `t_a` (`a`)""" + END);
        assertThat(said(schema))
                .containsExactly(
                        "NOTE text-apart table \"t\", column \"c\": varchar(10000) does not fit into MySQL's rows of 65,535 bytes"
                                + " beside the other columns; it becomes longtext",
                        "PROBLEM key-too-long table \"t\", index \"t_a\": it holds 3600 bytes per row, MySQL allows 3,072; give"
                                + " its texts fewer characters with \"type: varchar(n)\", or a character set of one byte such as"
                                + " \"type: varchar(255) CHARACTER SET ascii\"");
    }
}
