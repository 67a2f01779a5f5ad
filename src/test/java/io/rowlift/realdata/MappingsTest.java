package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.Environment;
import io.rowlift.config.JobFiles;
import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job and mapping files of the public databases, as far as they can be judged without a database. */
class MappingsTest {

    private static final Path JOBS = Path.of("src/test/resources/realdata/jobs");

    @ParameterizedTest
    @CsvSource({
        "pagila, jdbc:postgresql://localhost/pagila, 20",
        "chinook-postgres, jdbc:postgresql://localhost/chinook, 11",
        "chinook-mysql, jdbc:mysql://localhost/chinook, 11",
        "northwind, jdbc:postgresql://localhost/northwind, 14",
        "sakila, jdbc:mysql://localhost/sakila, 21",
    })
    void areReadWithoutAProblem(String name, String url, int entities) {
        Job job = JobFiles.read(JOBS.resolve(name + ".yaml"), new Variables(url));
        Mapping mapping = MappingFiles.read(job.mapping());
        JobFiles.requireFit(job, mapping);

        assertThat(mapping.entities()).hasSize(entities);
    }

    private record Variables(String url) implements Environment {

        @Override
        public String variable(String name) {
            return switch (name) {
                case "SOURCE_URL" -> url;
                case "DYNAMODB_ENDPOINT" -> "http://localhost:8000";
                default -> "any";
            };
        }

        @Override
        public String secret(Path file) {
            throw new AssertionError("no file is referred to");
        }
    }
}
