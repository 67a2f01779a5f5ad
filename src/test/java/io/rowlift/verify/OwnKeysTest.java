package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Value;
import io.rowlift.problem.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnKeysTest {

    @TempDir
    private Path directory;

    @Test
    void aKeyIsOwnWhenATemplateWritesIt() throws IOException {
        OwnKeys own = new OwnKeys(mapping("{ PK: \"USER#{id}\", SK: \"ORDER#{n}\" }"));

        assertThat(own.contain(key("USER#1", "ORDER#2"))).isTrue();
        assertThat(own.contain(key("USER#1", "PROFILE"))).isFalse();
        assertThat(own.contain(key("USER#", "ORDER#2"))).isFalse();
        assertThat(own.contain(key("SESSION#1", "ORDER#2"))).isFalse();
    }

    @Test
    void keysOfValuesAloneCannotBeToldFromThoseOfOthers() throws IOException {
        OwnKeys.requireUnmistakable(mapping("{ PK: \"{id}\", SK: \"ORDER#{n}\" }"));

        Mapping values = mapping("{ PK: \"{id}\", SK: \"{n}\" }");
        assertThatThrownBy(() -> OwnKeys.requireUnmistakable(values))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the key of entity \"Order\", item 1 has no text of its own, so that items of others in a"
                        + " shared table would be taken for extra ones; leave out \"--prune\", or \"shared\" if the tables"
                        + " are this migration's alone");
    }

    private Mapping mapping(String key) throws IOException {
        return MappingFiles.read(Files.writeString(directory.resolve("shop.yaml"), """
                version: 1
                target: dynamodb
                tables: { shop: { partition: PK, sort: SK } }
                entities:
                  Order:
                    from: orders
                    items: [{ key: %s }]
                """.formatted(key)));
    }

    private static ItemKey key(String partition, String sort) {
        return new ItemKey("shop", new Value.Str(partition), new Value.Str(sort));
    }
}
