package io.rowlift.job.store;

import io.rowlift.problem.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Creates the tables of a store and knows their version. */
final class StoreSchema {

    private static final String VERSION = "5";
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern CREATE = Pattern.compile("(?i)CREATE (TABLE|SEQUENCE) (?!IF )");

    private final JdbcTemplate jdbc;
    private final StoreProduct product;

    StoreSchema(JdbcTemplate jdbc, StoreProduct product) {
        this.jdbc = jdbc;
        this.product = product;
    }

    /**
     * Returns whether the store was completely created.
     *
     * @throws RefusedException when another version of Rowlift made it
     */
    boolean exists() {
        try {
            List<String> version = settings("version");
            version.forEach(StoreSchema::require);
            return !version.isEmpty();
        } catch (DataAccessException e) {
            // the one way to ask that all three products share; a broken connection fails the next statement again
            return false;
        }
    }

    private static void require(String version) {
        if (!version.equals(VERSION)) {
            throw new RefusedException(
                    "the state was written by another version of Rowlift: found store version " + version
                            + ", expected " + VERSION,
                    "finish the migration with the version that began it, or give the job another state directory");
        }
    }

    /**
     * Creates what is missing: an interrupted creation is finished, because the version comes last.
     *
     * @throws RefusedException when another version of Rowlift made the store
     */
    void create() {
        if (!exists()) {
            run(read(product.batchScript()));
            run(product.translate(read("schema.sql")));
            jdbc.update("delete from rowlift_meta");
            jdbc.update(
                    "insert into rowlift_meta (name, setting) values ('store', ?)",
                    UUID.randomUUID().toString());
            jdbc.update("insert into rowlift_meta (name, setting) values ('version', ?)", VERSION);
        }
    }

    /** Returns the store's random identity. */
    String id() {
        return settings("store").get(0);
    }

    private List<String> settings(String name) {
        return jdbc.queryForList("select setting from rowlift_meta where name = ?", String.class, name);
    }

    private void run(String script) {
        String repeatable =
                CREATE.matcher(COMMENT.matcher(script).replaceAll("")).replaceAll("CREATE $1 IF NOT EXISTS ");
        for (String statement : repeatable.split(";", -1)) {
            if (!statement.isBlank()) {
                jdbc.execute(statement);
            }
        }
    }

    private static String read(String resource) {
        try (InputStream stream = StoreSchema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + resource + " is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
