package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of rows were counted in the text of the dumps: lines of COPY blocks, row lists of INSERT statements. */
class DumpLoaderIT {

    @Test
    void loadsPagila() throws SQLException, IOException {
        Path schema = PublicData.dump("pagila/pagila-schema.sql");
        Path data = PublicData.dump("pagila/pagila-data.sql");
        DumpLoader.postgres(Servers.postgres(), "loader_pagila").load(schema, data);

        assertThat(rows(Servers.postgres(), "loader_pagila"))
                .containsOnly(
                        entry("actor", 200L),
                        entry("address", 603L),
                        entry("category", 16L),
                        entry("city", 600L),
                        entry("country", 109L),
                        entry("customer", 599L),
                        entry("film", 1000L),
                        entry("film_actor", 5462L),
                        entry("film_category", 2367L),
                        entry("inventory", 4581L),
                        entry("language", 6L),
                        entry("payment", 723L + 2401 + 2713 + 2547 + 2677 + 2654 + 2334),
                        entry("rental", 16_044L),
                        entry("staff", 1500L),
                        entry("store", 500L));
    }

    @Test
    void loadsChinookIntoPostgres() throws SQLException, IOException {
        Path dump = PublicData.dump("chinook/Chinook_PostgreSql.sql");
        DumpLoader.postgres(Servers.postgres(), "loader_chinook").load(dump);

        assertThat(rows(Servers.postgres(), "loader_chinook"))
                .containsOnly(
                        entry("album", 347L),
                        entry("artist", 275L),
                        entry("customer", 59L),
                        entry("employee", 8L),
                        entry("genre", 25L),
                        entry("invoice", 412L),
                        entry("invoice_line", 2240L),
                        entry("media_type", 5L),
                        entry("playlist", 18L),
                        entry("playlist_track", 8715L),
                        entry("track", 3503L));
    }

    @Test
    void loadsChinookIntoMySql() throws SQLException, IOException {
        Path dump = PublicData.dump("chinook/Chinook_MySql.sql");
        DumpLoader.mysql(Servers.mysql(), "loader_chinook", "Chinook").load(dump);

        assertThat(rows(Servers.mysql(), "loader_chinook"))
                .containsOnly(
                        entry("Album", 347L),
                        entry("Artist", 275L),
                        entry("Customer", 59L),
                        entry("Employee", 8L),
                        entry("Genre", 25L),
                        entry("Invoice", 412L),
                        entry("InvoiceLine", 2240L),
                        entry("MediaType", 5L),
                        entry("Playlist", 18L),
                        entry("PlaylistTrack", 8715L),
                        entry("Track", 3503L));
    }

    /** Its table film_text has no rows of its own in the dump: a trigger fills it from film. */
    @Test
    void loadsSakila() throws SQLException, IOException {
        Path dump = PublicData.dump("sakila-mysql/sakila-dump.sql");
        DumpLoader.mysql(Servers.mysql(), "loader_sakila", "sakila").load(dump);

        assertThat(rows(Servers.mysql(), "loader_sakila"))
                .containsOnly(
                        entry("actor", 200L),
                        entry("address", 603L),
                        entry("category", 16L),
                        entry("city", 600L),
                        entry("country", 109L),
                        entry("customer", 599L),
                        entry("film", 1000L),
                        entry("film_actor", 5462L),
                        entry("film_category", 1000L),
                        entry("film_text", 1000L),
                        entry("inventory", 4581L),
                        entry("language", 6L),
                        entry("payment", 16_044L),
                        entry("rental", 16_044L),
                        entry("staff", 2L),
                        entry("store", 2L));
    }

    @Test
    void loadsNorthwind() throws SQLException, IOException {
        Path dump = PublicData.dump("northwind/northwind.sql");
        DumpLoader.postgres(Servers.postgres(), "loader_northwind").load(dump);

        assertThat(rows(Servers.postgres(), "loader_northwind"))
                .containsOnly(
                        entry("categories", 8L),
                        entry("customer_customer_demo", 0L),
                        entry("customer_demographics", 0L),
                        entry("customers", 91L),
                        entry("employee_territories", 49L),
                        entry("employees", 9L),
                        entry("order_details", 2155L),
                        entry("orders", 830L),
                        entry("products", 77L),
                        entry("region", 4L),
                        entry("shippers", 6L),
                        entry("suppliers", 29L),
                        entry("territories", 53L),
                        entry("us_states", 51L));
    }

    @Test
    void stopsAtTheFirstStatementThatFails(@TempDir Path folder) throws IOException {
        Path dump = folder.resolve("broken.sql");
        Files.writeString(dump, """
                CREATE TABLE t (id int);
                ALTER TABLE t OWNER TO nobody_here;

                INSERT INTO nowhere VALUES (1);
                INSERT INTO t VALUES (1);
                """);

        assertThatThrownBy(() ->
                        DumpLoader.postgres(Servers.postgres(), "loader_broken").load(dump))
                .hasMessageStartingWith("broken.sql:4: ERROR: relation \"nowhere\" does not exist");
    }

    private static Map<String, Long> rows(DatabaseServer server, String database) throws SQLException {
        try (PlainSource source = PlainSource.open(server, database)) {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (String table : source.baseTables()) {
                rows.put(table, source.count("select count(*) from " + source.quote(table)));
            }
            return rows;
        }
    }
}
