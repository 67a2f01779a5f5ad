package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The order of sort keys is held against the order of the source's own SQL. */
class SortOrderIT {

    @TempDir
    private Path directory;

    @Test
    void labelsOfAnEnumAndCollationsOfPostgres() throws Exception {
        try (Workspace shop = new Workspace(directory, Servers.postgres())) {
            shop.sql(
                    "create type size as enum ('small', 'medium', 'large')",
                    "create collation blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                    "create table things (id int primary key, size size not null, en text collate \"en-x-icu\" not null,"
                            + " blind text collate blind not null, plain text collate \"C\" not null)",
                    "insert into things values (1, 'small', 'a', 'x', 'a'), (2, 'medium', 'Bean', 'Y', 'Bean'),"
                            + " (10, 'large', 'cup', 'z', 'cup')");

            assertThat(inversions(shop, "SIZE#{size}"))
                    .containsExactly("SIZE#small comes after SIZE#medium, rows (id=1) (id=2)");
            assertThat(inversions(shop, "{en}#{id|pad:4}"))
                    .containsExactly("a#0001 comes after Bean#0002, rows (id=1) (id=2)");
            assertThat(inversions(shop, "{blind}")).containsExactly("x comes after Y, rows (id=1) (id=2)");
            assertThat(inversions(shop, "{id}")).containsExactly("2 comes after 10, rows (id=2) (id=10)");
            assertThat(inversions(shop, "{plain}#{id|pad:4}")).isEmpty();
            assertThat(inversions(shop, "{id|pad:4}")).isEmpty();
        }
    }

    /** The position of a label, and the values of a parent, are sorted by the source as well. */
    @Test
    void computedAndJoinedColumns() throws Exception {
        try (Workspace shop = new Workspace(directory, Servers.postgres())) {
            shop.sql(
                    "create type size as enum ('small', 'medium', 'large')",
                    "create table makers (id int primary key, name text collate \"en-x-icu\" not null)",
                    "create table things (id int primary key, size size not null, maker int not null references makers)",
                    "insert into makers values (1, 'anvils'), (2, 'Bolts')",
                    "insert into things values (1, 'large', 2), (2, 'small', 1)");
            String more = """
                        columns: { place: "array_position(enum_range(null::size), size)" }
                        join: { maker: { table: makers, on: { maker: id } } }
                    """;

            assertThat(inversions(shop, "{place|pad:2}", more)).isEmpty();
            assertThat(inversions(shop, "{maker.name}", more))
                    .containsExactly("anvils comes after Bolts, rows (id=2) (id=1)");
        }
    }

    @Test
    void labelsOfAnEnumAndCollationsOfMySql() throws Exception {
        labelsAndCollations(Servers.mysql());
    }

    @Test
    void labelsOfAnEnumAndCollationsOfMariaDb() throws Exception {
        labelsAndCollations(Servers.mariadb().orElseThrow(() -> new TestAbortedException("no MariaDB is installed")));
    }

    private void labelsAndCollations(DatabaseServer server) throws Exception {
        try (Workspace shop = new Workspace(directory, server)) {
            shop.sql(
                    "create table things (id int primary key, size enum('small', 'medium', 'large') not null,"
                            + " blind varchar(20) collate utf8mb4_unicode_ci not null,"
                            + " plain varchar(20) collate utf8mb4_bin not null)",
                    "insert into things values (1, 'small', 'a', 'a'), (2, 'medium', 'Bean', 'Bean'),"
                            + " (10, 'large', 'A', 'cup')");

            assertThat(inversions(shop, "SIZE#{size}"))
                    .containsExactly("SIZE#small comes after SIZE#medium, rows (id=1) (id=2)");
            assertThat(inversions(shop, "{blind}")).containsExactly("a comes after Bean, rows (id=1) (id=2)");
            assertThat(inversions(shop, "{plain}#{id|pad:4}")).isEmpty();
            assertThat(inversions(shop, "{id|pad:4}")).isEmpty();
        }
    }

    private static List<String> inversions(Workspace shop, String sort) throws Exception {
        return inversions(shop, sort, "");
    }

    private static List<String> inversions(Workspace shop, String sort, String more) throws Exception {
        shop.mapping("version: 1\ntarget: dynamodb\n"
                + "tables: { main: { partition: PK, sort: SK, indexes: { GSI1: { partition: ALL, sort: ORDER } } } }\n"
                + "entities:\n  Thing:\n    from: things\n"
                + more
                + "    items:\n      - key: { PK: \"THING#{id}\", SK: \"A\" }\n"
                + "        index: { ALL: \"ALL\", ORDER: \"" + sort + "\" }\n"
                + "patterns:\n  all: { table: main, index: GSI1, query: { ALL: \"ALL\" } }\n");
        Answer answer = shop.rowlift("validate");
        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        return Pattern.compile(
                        "\\[sort-order].*the key \"(.*)\" comes after \"(.*)\"\\R(?: +→.*\\R)*((?: {4}\\(.*\\R)+)")
                .matcher(answer.out())
                .results()
                .map(SortOrderIT::said)
                .toList();
    }

    private static String said(MatchResult match) {
        return match.group(1) + " comes after " + match.group(2) + ", rows "
                + match.group(3).strip().replaceAll("\\s+", " ");
    }
}
