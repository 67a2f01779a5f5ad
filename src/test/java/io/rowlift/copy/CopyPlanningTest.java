package io.rowlift.copy;

import static io.rowlift.copy.Declared.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.rowlift.copy.CopyMapping.ColumnRule;
import io.rowlift.copy.CopyMapping.ColumnRule.Computed;
import io.rowlift.copy.CopyMapping.ColumnRule.Dropped;
import io.rowlift.copy.CopyMapping.ColumnRule.Kept;
import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyMapping.Name;
import io.rowlift.copy.CopyMapping.SchemaRule;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Family;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyPlanningTest {

    private static final TableName USERS = new TableName("public", "users");

    private static final Definition[] SHOP = {
        table("public", "users", "id", "email", "first_name", "last_name", "flags")
                .generated("full_name", "((first_name || ' '::text) || last_name)")
                .primary("id")
                .unique("users_email_key", "email")
                .index("users_lower", null, "lower(email)")
                .index("users_flagged", "(flags IS NOT NULL)", "last_name")
                .check("email_check", "(email ~~ '%@%'::text)")
                .size(10, 1000)
                .done(),
        table("public", "orders", "id", "user_id", "total")
                .preset("due", "total")
                .primary("id")
                .index("orders_user", null, "user_id")
                .refers("orders_user_fk", "user_id", USERS, "id")
                .check("total_check", "((total)::numeric > (0)::numeric)")
                .size(500, 90000)
                .done(),
        table("public", "audit_log", "at", "what").size(500, 1000).done(),
        table("public", "events", "id", "created")
                .primary("id", "created")
                .partitioned("created", "events_2024", "events_2025")
                .done(),
        table("public", "active_users", "id").view().done()
    };

    @Test
    void everythingAsItIs() {
        CopyPlan plan = plan(Kind.POSTGRESQL, CopyMapping.everything("job.yaml", Kind.POSTGRESQL), SHOP);

        assertThat(plan.tables()).extracting(TableCopy::name).containsExactly("orders", "audit_log", "users", "events");
        assertThat(plan.tables())
                .extracting(t -> t.target().toString())
                .containsExactly("public.orders", "public.audit_log", "public.users", "public.events");
        assertThat(plan.tables()).extracting(TableCopy::whole).containsExactly(false, true, false, false);
        assertThat(plan.foreignKeys()).isEqualTo(ForeignKeys.KEEP);
        assertThat(plan.indexes()).isEqualTo(Indexes.AFTER_LOAD);
        TableCopy users = plan.tables().get(2);
        assertThat(users.definition()).isEqualTo(SHOP[0]);
        assertThat(users.aggregate())
                .isEqualTo(new Aggregate(
                        "users",
                        "public.users",
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        true,
                        new Location("job.yaml", 1)));
        assertThat(users.columns())
                .extracting(ColumnCopy::source)
                .containsExactly("id", "email", "first_name", "last_name", "flags", "full_name");
        assertThat(plan.tables().get(1).aggregate().keyless()).isTrue();
        assertThat(plan.findings())
                .containsExactly(Finding.of(
                        Severity.NOTE,
                        "copied-as-one",
                        "table \"audit_log\"",
                        "nothing guarantees that its rows differ: it is copied as one unit, and begins again when it is"
                                + " interrupted",
                        "give it a primary key, or name columns that are never NULL and never twice with \"key\""));
    }

    @Test
    void rulesOfATable() {
        Sql where = new Sql("deleted_at is null", at(9));
        Sql sql = new Sql("upper(email)", at(12));
        TableRule rule = new TableRule(
                "app_users",
                where,
                List.of(),
                columns(
                        "flags", new Kept(null, "jsonb", at(10)),
                        "email", new Dropped(at(11)),
                        "shouted", new Computed(sql, "email", "varchar(200)", at(12)),
                        "last_name", new Kept("family", null, at(13))),
                at(8));
        TableCopy copy = plan(
                        Kind.NEON,
                        mapping("users", rule),
                        table("public", "users", "id", "email", "last_name", "flags")
                                .primary("id")
                                .done())
                .tables()
                .get(0);

        assertThat(copy.target()).isEqualTo(new TableName("public", "app_users"));
        assertThat(copy.aggregate().where()).isEqualTo(where);
        assertThat(copy.aggregate().columns()).containsExactly(new Aggregate.Computed("shouted", sql, Map.of()));
        assertThat(Declared.names(copy))
                .containsExactly(
                        entry("id", "id"),
                        entry("last_name", "family"),
                        entry("flags", "flags"),
                        entry("shouted", "email"));
        assertThat(copy.columns()).extracting(ColumnCopy::type).containsExactly(null, null, "jsonb", "varchar(200)");
        assertThat(copy.columns()).extracting(ColumnCopy::location).containsExactly(null, at(13), at(10), at(12));
        assertThat(copy.columns().get(3).column()).isEqualTo(new Column("shouted", new Type.Text(7), true, "varchar"));
        assertThat(copy.columns().get(3).definition()).isNull();
        assertThat(copy.columns()).extracting(copy::position).containsExactly(0, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*         | -          | orders audit_log users events",
                "*         | audit_*    | orders users events",
                "*         | public.a*  | orders users events",
                "*s        | -          | orders users events",
                "orders users | users   | orders",
                "active_users orders | - | orders active_users",
                "public.active_users * | audit_log | orders users active_users events",
                "* active_users | active_users | orders audit_log users events"
            })
    void chosenTables(String include, String exclude, String expected) {
        CopyMapping mapping = mapping(Map.of(), names(include), names(exclude.replace("-", "")), Map.of());

        assertThat(plan(Kind.POSTGRESQL, mapping, SHOP).tables())
                .extracting(TableCopy::name)
                .containsExactly(expected.split(" "));
    }

    @Test
    void patternsThatMatchNothing() {
        assertProblems(
                mapping(
                        Map.of(),
                        names("ordres nope_* active_* events_2024 Users"),
                        names("public.events_2025 audit_logs"),
                        Map.of()),
                "m.yaml:1: \"include\" has \"ordres\", which no table of the source matches; did you mean \"orders\"?",
                "m.yaml:1: \"include\" has \"nope_*\", which no table of the source matches; names are exact, with upper"
                        + " and lower case",
                "m.yaml:1: \"include\" has \"active_*\", which matches nothing but views; a view is copied when its name"
                        + " is written in full",
                "m.yaml:1: \"include\" has \"events_2024\", which is a partition of \"public.events\" and read with it;"
                        + " choose some of its rows with \"where\" of the table",
                "m.yaml:1: \"include\" has \"Users\", which no table of the source matches; did you mean \"users\"?",
                "m.yaml:1: \"exclude\" has \"public.events_2025\", which is a partition of \"public.events\" and read with"
                        + " it; choose some of its rows with \"where\" of the table",
                "m.yaml:1: \"exclude\" has \"audit_logs\", which no table of the source matches; did you mean"
                        + " \"audit_log\"?");
    }

    @Test
    void noTable() {
        assertProblems(
                mapping(Map.of(), names("*"), names("*"), Map.of()),
                "m.yaml: \"include\" and \"exclude\" leave no table to copy; the source has 5");
        assertThatThrownBy(() -> plan(Kind.POSTGRESQL, CopyMapping.everything("job.yaml", Kind.POSTGRESQL)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the source has no table that the login can see; check the database and the rights");
    }

    @Test
    void rulesForOtherTables() {
        Map<String, TableRule> rules = new LinkedHashMap<>();
        rules.put("usres", rule(3));
        rules.put("audit_log", rule(4));
        rules.put("active_users", rule(5));
        rules.put("users", rule(6));
        rules.put("public.users", rule(7));
        assertProblems(
                mapping(Map.of(), names("*"), names("audit_log"), rules),
                "m.yaml:3: \"tables\" has rules for \"usres\", which the source does not have; did you mean \"users\"?",
                "m.yaml:4: \"tables\" has rules for \"audit_log\", which is not copied; include it, or delete the rules",
                "m.yaml:5: \"tables\" has rules for the view \"active_users\", which is not copied; name it in full under"
                        + " \"include\", or delete the rules",
                "m.yaml:7: \"tables\" has rules for \"public.users\" twice; write them in one place");
    }

    @Test
    void rulesThatFitNoColumn() {
        TableRule rule = new TableRule(
                null,
                null,
                List.of("idd"),
                columns(
                        "emial", new Dropped(at(4)),
                        "zzzzz", new Kept(null, "text", at(5)),
                        "email", new Computed(new Sql("lower(email)", at(6)), null, null, at(6)),
                        "flags", new Kept("first_name", null, at(7))),
                at(3));
        assertProblems(
                mapping("users", rule),
                "m.yaml:3: table \"users\": \"key\" has column \"idd\", which is not in the source's table; did you mean"
                        + " \"id\"?",
                "m.yaml:3: table \"users\": \"key\" is for tables without one, and this one has \"users_pkey\" (id); leave"
                        + " it out",
                "m.yaml:4: table \"users\": column \"emial\" is not in the source's table; did you mean \"email\"?",
                "m.yaml:5: table \"users\": column \"zzzzz\" is not in the source's table; a new column needs \"sql\"",
                "m.yaml:6: table \"users\": column \"email\" has \"sql\", and the source's table has a column of that"
                        + " name; to replace it, write \"email: drop\" and give the computed column another name and"
                        + " \"to: email\"",
                "m.yaml:7: table \"users\": the columns \"first_name\" and \"flags\" would both be \"first_name\" in the"
                        + " target; give one of them another name with \"to\", or drop it");
    }

    @Test
    void columnsThatCannotBeDropped() {
        Map<String, TableRule> rules = new LinkedHashMap<>();
        rules.put("users", new TableRule(null, null, List.of(), columns("id", new Dropped(at(4))), at(3)));
        rules.put("events", new TableRule(null, null, List.of(), columns("created", new Dropped(at(6))), at(5)));
        rules.put(
                "audit_log",
                new TableRule(
                        null,
                        null,
                        List.of("at"),
                        columns("at", new Dropped(at(8)), "what", new Dropped(at(9))),
                        at(7)));
        assertProblems(
                mapping(Map.of(), names("*"), List.of(), rules),
                "m.yaml:4: table \"users\": column \"id\" is dropped, and it is in the primary key; keep it: without it"
                        + " rows cannot be told apart",
                "m.yaml:6: table \"events\": column \"created\" is dropped, and it is in the primary key; keep it: without"
                        + " it rows cannot be told apart",
                "m.yaml:6: table \"events\": column \"created\" is dropped, and the table is partitioned by it; keep it",
                "m.yaml:7: table \"audit_log\": every column is dropped; leave the table out with \"exclude\"",
                "m.yaml:7: table \"audit_log\": \"key\" has column \"at\", which is dropped; keep it, or choose another"
                        + " key");
    }

    @Test
    void whatGoesWithColumns() {
        Map<String, TableRule> rules = new LinkedHashMap<>();
        rules.put(
                "users",
                new TableRule(
                        null,
                        null,
                        List.of(),
                        columns(
                                "email", new Dropped(at(4)),
                                "flags", new Dropped(at(5)),
                                "first_name", new Dropped(at(6))),
                        at(3)));
        rules.put(
                "orders",
                new TableRule(
                        null,
                        null,
                        List.of(),
                        columns("user_id", new Dropped(at(8)), "total", new Dropped(at(9))),
                        at(7)));
        CopyPlan plan = plan(Kind.POSTGRESQL, mapping(Map.of(), names("users orders"), List.of(), rules), SHOP);

        String keep = "keep the column where that matters";
        assertThat(plan.findings())
                .containsExactlyInAnyOrder(
                        gone(
                                "dropped-index",
                                "table \"users\", index \"users_email_key\"",
                                "it goes with column \"email\", which the mapping drops; the target does not keep its"
                                        + " values unique",
                                4),
                        gone(
                                "dropped-index",
                                "table \"users\", index \"users_lower\"",
                                "it goes with column \"email\", which the mapping drops",
                                4),
                        gone(
                                "dropped-index",
                                "table \"users\", index \"users_flagged\"",
                                "it goes with column \"flags\", which the mapping drops",
                                5),
                        gone(
                                "dropped-check",
                                "table \"users\", check \"email_check\"",
                                "it goes with column \"email\", which the mapping drops",
                                4),
                        gone(
                                "dropped-generation",
                                "table \"users\", column \"full_name\"",
                                "it is computed from column \"first_name\", which the mapping drops: the target gets its"
                                        + " values, and computes no new ones",
                                6),
                        gone(
                                "dropped-index",
                                "table \"orders\", index \"orders_user\"",
                                "it goes with column \"user_id\", which the mapping drops",
                                8),
                        gone(
                                "dropped-check",
                                "table \"orders\", check \"total_check\"",
                                "it goes with column \"total\", which the mapping drops",
                                9),
                        gone(
                                "dropped-foreign-key",
                                "table \"orders\", foreign key \"orders_user_fk\"",
                                "it goes with column \"user_id\", which the mapping drops",
                                8),
                        gone(
                                "dropped-default",
                                "table \"orders\", column \"due\"",
                                "its default needs column \"total\", which the mapping drops: it has none in the target",
                                9));
        assertThat(plan.findings()).extracting(Finding::remedy).containsOnly(keep);
        TableCopy users = plan.tables().get(1);
        assertThat(users.definition().indexes())
                .extracting(Definition.Index::name)
                .containsExactly("users_pkey");
        assertThat(users.definition().checks()).isEmpty();
        assertThat(users.columns()).extracting(ColumnCopy::source).containsExactly("id", "last_name", "full_name");
        assertThat(users.columns().get(2).definition().generated()).isNull();
        assertThat(users.columns()).extracting(users::position).containsExactly(0, 3, 5);
        assertThat(plan.tables().get(0).definition().references()).isEmpty();
    }

    @Test
    void foreignKeysThatWouldPointNowhere() {
        CopyPlan without = plan(Kind.POSTGRESQL, mapping(Map.of(), names("orders"), List.of(), Map.of()), SHOP);
        assertThat(without.findings())
                .containsExactly(new Finding(
                        Severity.WARNING,
                        "foreign-key-left-out",
                        "table \"orders\", foreign key \"orders_user_fk\"",
                        "it is left out: table \"public.users\", to which it refers, is not copied",
                        "copy that as well, or make the foreign key in the target when it is there",
                        null,
                        0,
                        List.of()));
        assertThat(without.tables().get(0).definition().references()).isEmpty();

        Sql where = new Sql("flags is null", at(5));
        CopyPlan some = plan(
                Kind.POSTGRESQL,
                mapping(
                        Map.of(),
                        names("orders users"),
                        List.of(),
                        Map.of("users", new TableRule(null, where, List.of(), Map.of(), at(4)))),
                SHOP);
        assertThat(some.findings())
                .containsExactly(new Finding(
                        Severity.WARNING,
                        "foreign-key-may-dangle",
                        "table \"orders\", foreign key \"orders_user_fk\"",
                        "of table \"public.users\", to which it refers, only rows with a condition are copied",
                        "give this table a \"where\" that leaves out rows that refer to others, or write foreignKeys:"
                                + " drop",
                        at(5),
                        0,
                        List.of()));
        assertThat(some.tables().get(0).definition().references()).hasSize(1);

        Map<String, TableRule> both = new LinkedHashMap<>();
        both.put("users", new TableRule(null, where, List.of(), Map.of(), at(4)));
        both.put("orders", new TableRule(null, new Sql("true", at(7)), List.of(), Map.of(), at(6)));
        assertThat(plan(Kind.POSTGRESQL, mapping(Map.of(), names("orders users"), List.of(), both), SHOP)
                        .findings())
                .containsExactly(new Finding(
                        Severity.NOTE,
                        "foreign-key-may-dangle",
                        "table \"orders\", foreign key \"orders_user_fk\"",
                        "rows of this table and of \"public.users\", to which it refers, are chosen by conditions: whether"
                                + " they fit is found out when it is made",
                        null,
                        at(7),
                        0,
                        List.of()));
    }

    @Test
    void foreignKeysOfPlanetScale() {
        CopyMapping silent = CopyMapping.everything("job.yaml", Kind.PLANETSCALE);
        CopyPlan plan = plan(Kind.PLANETSCALE, silent, SHOP);

        assertThat(plan.foreignKeys()).isEqualTo(ForeignKeys.DROP);
        assertThat(plan.findings())
                .contains(Finding.of(
                                Severity.WARNING,
                                "foreign-keys-left-out",
                                "foreign keys",
                                "PlanetScale has foreign keys only in databases where they are enabled: none is made",
                                "write foreignKeys: keep when they are enabled, or foreignKeys: drop to say that this is"
                                        + " meant")
                        .counted(1, List.of("orders.orders_user_fk")));
        assertThat(plan(Kind.MYSQL, silent, SHOP).foreignKeys()).isEqualTo(ForeignKeys.KEEP);
    }

    @Test
    void schemas() {
        Definition[] two = {
            table("public", "users", "id").primary("id").done(),
            table("archive", "users", "id").primary("id").done(),
            table("archive", "Orders", "id").primary("id").done(),
            table("public", "orders", "id").primary("id").done()
        };
        CopyMapping sent = mapping(Map.of("archive", new SchemaRule("old", at(2))), names("*"), List.of(), Map.of());
        assertThat(plan(Kind.POSTGRESQL, sent, two).tables().stream()
                        .map(t -> t.name() + " -> " + t.target())
                        .toList())
                .containsExactly(
                        "Orders -> old.Orders",
                        "archive.users -> old.users",
                        "orders -> public.orders",
                        "public.users -> public.users");

        assertThatThrownBy(() -> plan(Kind.MYSQL, CopyMapping.everything("job.yaml", Kind.MYSQL), two))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "job.yaml:1: the tables \"public.users\" and \"archive.users\" would both be \"users\" in the"
                                + " target; give one of them another name with \"to\", or leave it out with \"exclude\"\n"
                                + "job.yaml:1: the tables \"archive.Orders\" and \"public.orders\" would both be \"orders\" in the"
                                + " target, letter case aside; give one of them another name with \"to\", or leave it out with"
                                + " \"exclude\"");
        CopyMapping wrong = new CopyMapping(
                "m.yaml",
                Kind.MYSQL,
                Map.of("archiv", new SchemaRule("elsewhere", at(2))),
                names("public.*"),
                List.of(),
                null,
                Indexes.AFTER_LOAD,
                Map.of());
        assertThatThrownBy(() -> plan(Kind.MYSQL, wrong, two))
                .hasMessage("m.yaml:2: \"schemas\" has \"archiv\", in which the source has no table; did you mean"
                        + " \"archive\"?\n"
                        + "m.yaml:2: \"schemas\" sends \"archiv\" to \"elsewhere\", and the target's URL names the database"
                        + " \"shop\"; a run writes one database: name it here or leave the line out");
    }

    @Test
    void schemasOfTheOtherFamily() {
        Definition users = table("sakila", "users", "id").primary("id").done();
        Structure mysql = new Structure(Family.MYSQL, "8.0", List.of(users), List.of(), List.of(), List.of());

        CopyMapping toPostgres = CopyMapping.everything("job.yaml", Kind.NEON);
        assertThat(CopyPlanning.plan(toPostgres, mysql, Kind.NEON, "neondb", a -> null)
                        .tables()
                        .get(0)
                        .target())
                .isEqualTo(new TableName("public", "users"));
        CopyMapping toMySql = CopyMapping.everything("job.yaml", Kind.MYSQL);
        assertThat(CopyPlanning.plan(toMySql, mysql, Kind.MYSQL, "copy", a -> null)
                        .tables()
                        .get(0)
                        .target())
                .isEqualTo(new TableName("copy", "users"));
    }

    @Test
    void ambiguousRule() {
        assertThatThrownBy(() -> plan(
                        Kind.POSTGRESQL,
                        mapping("users", rule(3)),
                        table("a", "users", "id").done(),
                        table("b", "users", "id").done()))
                .hasMessage(
                        "m.yaml:3: \"tables\" has rules for \"users\", which exists in several schemas; write one of"
                                + " \"a.users\", \"b.users\"");
    }

    @Test
    void columnsThatDifferByCaseOnly() {
        CopyMapping mapping = CopyMapping.everything("job.yaml", Kind.MYSQL);
        Definition users =
                table("public", "users", "id", "Name", "name").primary("id").done();
        assertThatThrownBy(() -> plan(Kind.MYSQL, mapping, users))
                .hasMessage(
                        "job.yaml:1: table \"users\": the columns \"Name\" and \"name\" would both be \"name\" in the"
                                + " target, letter case aside; give one of them another name with \"to\", or drop it");
        assertThat(plan(Kind.POSTGRESQL, CopyMapping.everything("job.yaml", Kind.POSTGRESQL), users)
                        .tables())
                .hasSize(1);
    }

    @Test
    void problemsOfComputedColumnsComeFromTheSource() {
        TableRule rule = new TableRule(
                null, null, List.of(), columns("x", new Computed(new Sql("nope", at(4)), null, null, at(4))), at(3));
        Structure structure = structure(SHOP);
        assertThatThrownBy(() ->
                        CopyPlanning.plan(mapping("users", rule), structure, Kind.POSTGRESQL, "shop", aggregate -> {
                            throw new ConfigurationException(
                                    List.of(new Problem(at(4), "entity \"users\": no column \"nope\"", null)));
                        }))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("m.yaml:4: entity \"users\": no column \"nope\"");
    }

    @Test
    void declaredKey() {
        TableRule rule = new TableRule(null, null, List.of("at"), Map.of(), at(3));
        CopyPlan plan = plan(
                Kind.POSTGRESQL, mapping(Map.of(), names("audit_log"), List.of(), Map.of("audit_log", rule)), SHOP);
        assertThat(plan.tables().get(0).whole()).isFalse();
        assertThat(plan.tables().get(0).aggregate().key()).containsExactly("at");
        assertThat(plan.tables().get(0).aggregate().keyless()).isFalse();
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void whatIsLeftOut() {
        Structure structure = new Structure(
                Family.POSTGRESQL,
                "18",
                List.of(SHOP),
                List.of(),
                List.of(),
                List.of(
                        new Other("view", "public.active_users", null),
                        new Other("view", "public.late_orders", null),
                        new Other("trigger", "touch", USERS),
                        new Other("trigger", "log", new TableName("public", "audit_log")),
                        new Other("inheritance child", "public.orders", USERS),
                        new Other("inheritance child", "public.staff", USERS),
                        new Other("unlogged table", "public.users", USERS),
                        new Other("table of engine MyISAM", "public.users", USERS),
                        new Other("spatial reference system 4326", "public.users.at", USERS),
                        new Other("events that the login may not see", "shop.*", null),
                        new Other("index of a partition", "p1.p1_x", USERS),
                        // what makes it is known, so that the target's translation tells what becomes of it
                        new Other("exclusion constraint", "alone", USERS, "EXCLUDE USING gist (id WITH =)"),
                        new Other("brand new thing", "public.x", null)));
        CopyMapping mapping = mapping(Map.of(), names("users orders active_users"), List.of(), Map.of());
        List<Finding> findings = CopyPlanning.plan(mapping, structure, Kind.POSTGRESQL, "shop", a -> null)
                .findings();

        assertThat(findings.stream().filter(f -> f.code().startsWith("left-out-")))
                .containsExactly(
                        left(
                                Severity.WARNING,
                                "brand-new-thing",
                                "brand new thing",
                                "it is not copied",
                                LATER,
                                "public.x"),
                        left(
                                Severity.WARNING,
                                "events-that-the-login-may-not-see",
                                "events that the login may not see",
                                "whether there are any is not known, and none is copied",
                                "grant the login TRIGGER, EVENT and EXECUTE on the database to have them named",
                                "shop.*"),
                        left(
                                Severity.WARNING,
                                "index-of-a-partition",
                                "indexes that single partitions have",
                                "they are not copied: the target gets those of the whole table",
                                "make them for the whole table in the source, or create them in the target after the load",
                                "p1.p1_x of public.users"),
                        left(
                                Severity.WARNING,
                                "inheritance-child",
                                "inheriting tables",
                                "they become tables of their own with their own rows, and their parents tables with the"
                                        + " parents' own: in the target a query on a parent does not show their rows",
                                "see to it in the application, for example by a view with UNION ALL",
                                "public.orders of public.users"),
                        left(
                                Severity.NOTE,
                                "spatial-reference-system-4326",
                                "columns for the spatial reference system 4326 only",
                                "their values keep it, the target's columns do not insist on it",
                                null,
                                "public.users.at of public.users"),
                        left(
                                Severity.NOTE,
                                "table-of-engine-myisam",
                                "tables of the engine MyISAM",
                                "their rows are copied; the engine is the target's own",
                                null,
                                "public.users"),
                        left(
                                Severity.WARNING,
                                "trigger",
                                "triggers",
                                "they are not copied",
                                LATER,
                                "touch of public.users"),
                        left(
                                Severity.NOTE,
                                "unlogged-table",
                                "unlogged tables",
                                "they become ordinary tables, which survive a crash",
                                null,
                                "public.users"),
                        left(
                                Severity.WARNING,
                                "view",
                                "views",
                                "they are not copied",
                                "create them in the target after the load, or copy the rows of one as a table by its name"
                                        + " under \"include\"",
                                "public.late_orders"));
    }

    private static final String LATER = "create them in the target after the load, where they are needed";

    private static Finding left(
            Severity severity, String code, String things, String message, String remedy, String name) {
        return Finding.of(severity, "left-out-" + code, things, message, remedy).counted(1, List.of(name));
    }

    private static Finding gone(String code, String subject, String message, int line) {
        return new Finding(
                Severity.WARNING, code, subject, message, "keep the column where that matters", at(line), 0, List.of());
    }

    private static void assertProblems(CopyMapping mapping, String... problems) {
        assertThatThrownBy(() -> plan(Kind.POSTGRESQL, mapping, SHOP))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(String.join("\n", problems));
    }

    /** The source describes every computed column as varchar(7). */
    private static CopyPlan plan(Kind target, CopyMapping mapping, Definition... tables) {
        return CopyPlanning.plan(mapping, structure(tables), target, "shop", aggregate -> {
            List<Column> columns = new ArrayList<>();
            aggregate.columns().forEach(c -> columns.add(new Column(c.name(), new Type.Text(7), true, "varchar")));
            return new Shape(columns, List.of(), List.of());
        });
    }

    private static Structure structure(Definition... tables) {
        return new Structure(Family.POSTGRESQL, "18", List.of(tables), List.of(), List.of(), List.of());
    }

    private static CopyMapping mapping(String table, TableRule rule) {
        return mapping(Map.of(), names("*"), List.of(), Map.of(table, rule));
    }

    private static CopyMapping mapping(
            Map<String, SchemaRule> schemas, List<Name> include, List<Name> exclude, Map<String, TableRule> tables) {
        return new CopyMapping("m.yaml", Kind.POSTGRESQL, schemas, include, exclude, null, Indexes.AFTER_LOAD, tables);
    }

    private static TableRule rule(int line) {
        return new TableRule(null, null, List.of(), Map.of(), at(line));
    }

    private static List<Name> names(String names) {
        return Arrays.stream(names.split(" "))
                .filter(n -> !n.isEmpty())
                .map(n -> new Name(n, at(1)))
                .collect(Collectors.toList());
    }

    private static Map<String, ColumnRule> columns(Object... rules) {
        Map<String, ColumnRule> columns = new LinkedHashMap<>();
        for (int i = 0; i < rules.length; i += 2) {
            columns.put((String) rules[i], (ColumnRule) rules[i + 1]);
        }
        return columns;
    }

    private static Location at(int line) {
        return new Location("m.yaml", line);
    }
}
