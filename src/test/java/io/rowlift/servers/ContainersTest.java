package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of the containers that needs no Docker: the images come from docker-compose.yml. */
class ContainersTest {

    @ParameterizedTest
    @CsvSource({"postgres, postgres:18", "mysql, mysql:8.4", "mariadb, mariadb:11.4", "dynamodb, amazon/dynamodb-local:"
    })
    void takesImagesFromTheComposeFile(String service, String image) {
        assertThat(Containers.image(service)).startsWith(image).matches(".*:[0-9]+\\.[0-9.]+");
    }

    @Test
    void namesAServiceThatIsMissing() {
        assertThatThrownBy(() -> Containers.image("oracle"))
                .isInstanceOf(ServerException.class)
                .hasMessageStartingWith("docker-compose.yml has no \"oracle\" in {");
    }
}
