package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.config.Environment;
import io.rowlift.config.JobFiles;
import io.rowlift.config.MappingFiles;
import io.rowlift.plan.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestTest {

    private static final String SUMMARY =
            "1 table of \"shop\" in one DynamoDB table with 0 indexes and 1 candidate access pattern.\n";

    private static final Environment ENVIRONMENT = new Environment() {
        @Override
        public @Nullable String variable(String name) {
            return name.equals("ROWLIFT_PASSWORD") ? "p" : null;
        }

        @Override
        public String secret(Path file) throws IOException {
            throw new IOException("nothing is kept in files");
        }
    };

    @TempDir
    private Path directory;

    @Test
    void printsTheMapping() throws IOException {
        Answer answer = run();

        assertThat(answer.exit()).isZero();
        assertThat(answer.err()).isEqualTo(SUMMARY);
        Path file = Files.writeString(directory.resolve("m.yaml"), answer.out());
        assertThat(MappingFiles.read(file).entities()).containsOnlyKeys("User");
    }

    @Test
    void writesFilesThatGoTogether() throws IOException {
        Path mapping = directory.resolve("mappings/shop.yaml");
        Path job = directory.resolve("jobs/shop.yaml");

        Answer answer = run("--output", mapping.toString(), "--job", job.toString());

        assertThat(answer)
                .isEqualTo(new Answer(
                        0,
                        "",
                        SUMMARY + "Written: \"" + mapping + "\", \"" + job + "\"\nNext: rowlift validate " + job
                                + "\n"));
        assertThat(Files.readString(mapping)).isEqualTo(run().out());
        Job read = JobFiles.read(job, ENVIRONMENT);
        assertThat(read.name()).isEqualTo("shop");
        assertThat(read.mapping().normalize()).isEqualTo(mapping);
        assertThat(read.source().url()).isEqualTo("jdbc:postgresql://db/shop");
        assertThat(read.source().username()).isEqualTo("reader");
        assertThat(read.source().password().reveal()).isEqualTo("p");
    }

    @Test
    void printsJson() {
        Answer answer = run("--json");

        assertThat(answer.err()).isEqualTo(SUMMARY);
        assertThat(answer.out()).startsWith("""
                        {
                          "command" : "suggest",
                          "exit" : 0,
                          "database" : "shop",
                          "entities" : 1,
                          "indexes" : 0,
                          "patterns" : 1,
                          "leftOut" : [ ],
                          "mapping" : "# Suggested by \\"rowlift suggest\\" for the database \\"shop\\": 1 table""");
    }

    @Test
    void overwritesOnlyWhenItIsTold() throws IOException {
        Path mapping = Files.writeString(directory.resolve("shop.yaml"), "mine");

        assertThat(run("--output", mapping.toString()))
                .isEqualTo(new Answer(
                        3,
                        "",
                        "rowlift: \"" + mapping + "\" exists already; choose another name, or overwrite it with"
                                + " --force\n"));
        assertThat(Files.readString(mapping)).isEqualTo("mine");
        assertThat(run("--output", mapping.toString(), "--force").exit()).isZero();
        assertThat(Files.readString(mapping)).isEqualTo(run().out());
    }

    @Test
    void aFileThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(run("--output", file.resolve("shop.yaml").toString()))
                .isEqualTo(new Answer(
                        4,
                        "",
                        "rowlift: \"" + file.resolve("shop.yaml") + "\" cannot be written"
                                + " (FileAlreadyExistsException); check the folder and its rights\n"));
    }

    @Test
    void refusals() {
        refused("--target dynamo is unknown; did you mean \"dynamodb\"?", "--target", "dynamo");
        refused(
                "--target s3 is unknown; it is one of dynamodb, neon, postgresql, planetscale, mysql",
                "--target",
                "s3");
        refused("--job needs a mapping file to refer to; add --output FILE", "--job", "job.yaml");
        refused(
                "the source has no schema \"pubic\" with a table that the login can see; did you mean \"public\"?",
                "--schema",
                "pubic");
        refused(
                "the source has no schema \"other\" with a table that the login can see; it has public",
                "--schema",
                "public",
                "--schema",
                "other");
    }

    private void refused(String message, String... options) {
        assertThat(run(options)).isEqualTo(new Answer(2, "", "rowlift: " + message + "\n"));
    }

    private Answer run(String... options) {
        List<String> all =
                new ArrayList<>(List.of("suggest", "--source", "jdbc:postgresql://db/shop", "--username", "reader"));
        all.addAll(List.of(options));
        return new Shell(new ShopParts(directory), directory).run(all.toArray(String[]::new));
    }
}
