package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public databases, copied in all directions by the program as a user runs it. */
class CopyIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "PAGILA, POSTGRESQL", "PAGILA, MYSQL",
        "SAKILA, POSTGRESQL", "SAKILA, MYSQL",
        "CHINOOK_POSTGRES, POSTGRESQL", "CHINOOK_POSTGRES, MYSQL",
        "CHINOOK_MYSQL, POSTGRESQL", "CHINOOK_MYSQL, MYSQL",
        "NORTHWIND, POSTGRESQL", "NORTHWIND, MYSQL"
    })
    void everyValueArrives(PublicDatabase database, Product target) throws Exception {
        String name = database.load();
        String copy = "copy_" + UUID.randomUUID().toString().replace("-", "");
        target.server().createDatabase(copy);

        Answer answer = migrate(database.server(), name, target, copy);

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out())
                .startsWith("Migration \"copy\" is complete.")
                .contains("Nothing was lost: rows = written + rejected, and every table holds what its ledger says.");
        try (PlainDatabase from = PlainDatabase.open(database.server(), name);
                PlainDatabase to = PlainDatabase.open(target.server(), copy)) {
            assertThat(to.tables()).isEqualTo(from.tables()).isNotEmpty();
            Map<String, Long> counts = new TreeMap<>();
            for (String table : from.tables()) {
                counts.put(table, (long) from.rows(table).size());
                assertThat(to.rows(table)).as(table).isEqualTo(from.rows(table));
                assertThat(to.indexes(table))
                        .as("indexes of " + table)
                        .containsAll(from.indexes(table).stream()
                                .filter(index -> !database.withoutEqual(table, index, target))
                                .toList());
                assertThat(to.foreignKeys(table)).as("foreign keys of " + table).isEqualTo(from.foreignKeys(table));
            }
            assertThat(to.ledger()).isEqualTo(counts);
            livesOn(database, to);
        }
        assertThat(migrate(database.server(), name, target, copy).out())
                .startsWith("Migration \"copy\" was complete before: nothing was read, nothing was written.");
    }

    /** Rows can be inserted, with a number from its sequence where the source gives one, and keys guard what they guarded. */
    private static void livesOn(PublicDatabase database, PlainDatabase copy) throws SQLException {
        long before = copy.greatest(database.table, database.key);
        copy.insert(database.table, database.row(before + 1));
        assertThat(copy.greatest(database.table, database.key)).isEqualTo(before + 1);
        assertThatThrownBy(() -> copy.insert(database.child, database.orphan)).isInstanceOf(SQLException.class);
    }

    private Answer migrate(DatabaseServer from, String name, Product target, String copy)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("from"), from.password());
        Files.writeString(folder.resolve("to"), target.server().password());
        Path job = Files.writeString(folder.resolve("copy.yaml"), """
                version: 1
                name: copy
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  %s: { url: "%s", username: %s, password: "${file:%s}" }
                state: { directory: state }
                """.formatted(
                        from.jdbcUrl(name),
                        from.username(),
                        folder.resolve("from"),
                        target.name().toLowerCase(Locale.ROOT),
                        target.server().jdbcUrl(copy),
                        target.server().username(),
                        folder.resolve("to")));
        return Program.startingFast(folder).run("migrate", job.toString());
    }

    /** What it is copied to. */
    enum Product {
        POSTGRESQL,
        MYSQL;

        DatabaseServer server() {
            return this == POSTGRESQL ? Servers.postgres() : Servers.mysql();
        }
    }

    /** A public database. */
    @SuppressWarnings("ImmutableEnumChecker") // Map.of makes maps that do not change
    enum PublicDatabase {
        PAGILA(
                "category",
                "category_id",
                true,
                Map.of("name", "'x'"),
                "film_category",
                orphan("film_id", "category_id")),
        SAKILA(
                "category",
                "category_id",
                true,
                Map.of("name", "'x'"),
                "film_category",
                orphan("film_id", "category_id")),
        CHINOOK_POSTGRES(
                "artist",
                "artist_id",
                false,
                Map.of("name", "'x'"),
                "playlist_track",
                orphan("playlist_id", "track_id")),
        CHINOOK_MYSQL(
                "Artist", "ArtistId", false, Map.of("Name", "'x'"), "PlaylistTrack", orphan("PlaylistId", "TrackId")),
        NORTHWIND(
                "region",
                "region_id",
                false,
                Map.of("region_description", "'x'"),
                "order_details",
                Map.of(
                        "order_id",
                        "32000",
                        "product_id",
                        "32000",
                        "unit_price",
                        "1",
                        "quantity",
                        "1",
                        "discount",
                        "0"));

        private final String table;
        private final String key;
        private final boolean numbered;
        private final Map<String, String> row;
        private final String child;
        private final Map<String, String> orphan;

        /**
         * @param table a row can be inserted into it
         * @param key its key
         * @param numbered whether the database gives the key
         * @param row the other columns that it needs
         * @param child a table with a foreign key
         * @param orphan a row of it without a parent
         */
        PublicDatabase(
                String table,
                String key,
                boolean numbered,
                Map<String, String> row,
                String child,
                Map<String, String> orphan) {
            this.table = table;
            this.key = key;
            this.numbered = numbered;
            this.row = row;
            this.child = child;
            this.orphan = orphan;
        }

        private static Map<String, String> orphan(String first, String second) {
            return Map.of(first, "32000", second, "200");
        }

        Map<String, String> row(long next) {
            Map<String, String> values = new TreeMap<>(row);
            if (!numbered) {
                values.put(key, Long.toString(next));
            }
            return values;
        }

        /** Indexes for searches in text and space: the run names them. */
        boolean withoutEqual(String of, String index, Product target) {
            return switch (this) {
                case PAGILA -> target == Product.MYSQL && index.equals("[fulltext]");
                case SAKILA ->
                    target == Product.POSTGRESQL
                            && (index.equals("[location]")
                                    || (of.equals("film_text") && index.equals("[title, description]")));
                case CHINOOK_POSTGRES, CHINOOK_MYSQL, NORTHWIND -> false;
            };
        }

        DatabaseServer server() {
            return this == SAKILA || this == CHINOOK_MYSQL ? Servers.mysql() : Servers.postgres();
        }

        /** Loads it and returns its name. */
        String load() throws SQLException, IOException {
            String name = "from_" + UUID.randomUUID().toString().replace("-", "");
            switch (this) {
                case PAGILA ->
                    DumpLoader.postgres(server(), name)
                            .load(
                                    PublicData.dump("pagila/pagila-schema.sql"),
                                    PublicData.dump("pagila/pagila-data.sql"));
                case SAKILA ->
                    DumpLoader.mysql(server(), name, "sakila").load(PublicData.dump("sakila-mysql/sakila-dump.sql"));
                case CHINOOK_POSTGRES ->
                    DumpLoader.postgres(server(), name).load(PublicData.dump("chinook/Chinook_PostgreSql.sql"));
                case CHINOOK_MYSQL ->
                    DumpLoader.mysql(server(), name, "Chinook").load(PublicData.dump("chinook/Chinook_MySql.sql"));
                case NORTHWIND -> DumpLoader.postgres(server(), name).load(PublicData.dump("northwind/northwind.sql"));
            }
            return name;
        }
    }
}
