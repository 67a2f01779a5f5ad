package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.config.MappingFiles;
import io.rowlift.job.testing.MemorySource;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Value;
import io.rowlift.problem.RefusedException;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnKeysTest {

    @TempDir
    private Path directory;

    @Test
    void aKeyIsOwnWhenATemplateWritesIt() throws IOException {
        OwnKeys own = own("{ PK: \"USER#{id}\", SK: \"ORDER#{text}\" }");

        assertThat(own.contain(key("USER#1", "ORDER#2"))).isTrue();
        assertThat(own.contain(key("USER#-1", "ORDER#x"))).isTrue();
        assertThat(own.contain(key("USER#1", "PROFILE"))).isFalse();
        assertThat(own.contain(key("USER#", "ORDER#2"))).isFalse();
        assertThat(own.contain(key("USER#abc", "ORDER#2"))).isFalse();
        assertThat(own.contain(key("SESSION#1", "ORDER#2"))).isFalse();
    }

    /** What a number, a format and a second use of a variable say of a key. */
    @Test
    void aKeyThatNoRowCouldHaveIsForeign() throws IOException {
        OwnKeys own = own("{ PK: \"ORD#{id}#{text|lower}\", SK: \"{id|pad:5}\" }");

        assertThat(own.contain(key("ORD#9#z", "00009"))).isTrue();
        assertThat(own.contain(key("ORD#9#Z", "00009"))).isFalse();
        assertThat(own.contain(key("ORD#9#z", "abc"))).isFalse();
        assertThat(own.contain(key("ORD#9#z", "9"))).isFalse();
        assertThat(own("{ PK: \"O{id}#{id}\", SK: \"{id}\" }").contain(key("O1#1", "1")))
                .isTrue();
        assertThat(own("{ PK: \"O{id}#{id}\", SK: \"{id}\" }").contain(key("O1#1", "2")))
                .isFalse();
    }

    @Test
    void keysWithoutATextOfTheirOwnCannotBeToldFromThoseOfOthers() throws IOException {
        requireUnmistakable("{ PK: \"{id}\", SK: \"ORDER#{text}\" }");

        for (String key : List.of("{PK: \"{id}\", SK: \"{text}\"}", "{PK: \"{id}#{id}\", SK: \"{id}\"}")) {
            assertThatThrownBy(() -> requireUnmistakable(key))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("the key of entity \"Order\", item 1, " + key
                            + ", does not begin with a text of its own, neither in its"
                            + " partition nor in its sort key, so that items of others in a shared table could be"
                            + " taken for"
                            + " extra ones; give the key such a text, as in \"INVOICE#\", and migrate again; or"
                            + " leave out"
                            + " \"--prune\", or \"shared\" if the tables are this migration's alone");
        }
    }

    private void requireUnmistakable(String key) throws IOException {
        Mapping mapping = mapping(key);
        OwnKeys.requireUnmistakable(mapping, readings(mapping));
    }

    private OwnKeys own(String key) throws IOException {
        Mapping mapping = mapping(key);
        return new OwnKeys(mapping, readings(mapping));
    }

    private static List<EntityReading> readings(Mapping mapping) {
        MemorySource source = new MemorySource().table("orders", 1);
        return mapping.entities().values().stream()
                .map(entity -> {
                    AggregateReader reader = source.reader(entity.aggregate());
                    return new EntityReading(
                            entity.name(),
                            reader,
                            Mapper.compile(mapping, entity, reader.reading().shape())::map);
                })
                .toList();
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
