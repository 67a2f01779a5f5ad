package io.rowlift.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the reference pages are files that Rowlift takes, and the pages name every key. */
class ReferencePagesTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("(?m)^(\\w+):.*\n(?:(?:[ #].*)?\n)*");

    private static final FixedEnvironment ENVIRONMENT = new FixedEnvironment(
            Map.of("SHOP_USER", "shop", "SHOP_PASSWORD", "s3cret"), Map.of("/run/secrets/shop", "s3cret\n"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"job, 10", "mapping, 8", "copy, 2"})
    void examplesAreTaken(String kind, int count) throws IOException {
        List<String> examples = examples(kind);
        assertThat(examples).hasSize(count);
        for (String example : examples) {
            Path file = Files.writeString(directory.resolve(kind + ".yaml"), completed(example, examples.get(0)));
            assertThatCode(() -> read(kind, file)).as(example).doesNotThrowAnyException();
        }
    }

    @Test
    void everyKeyIsNamed() throws IOException {
        Set<Keys> job = EnumSet.range(Keys.JOB, Keys.SYNC);
        Set<Keys> copy = EnumSet.range(Keys.COPY, Keys.COPY_COLUMN);
        for (Keys keys : Keys.values()) {
            String page = Files.readString(page(job.contains(keys) ? "job" : copy.contains(keys) ? "copy" : "mapping"));
            for (String key : keys.all()) {
                assertThat(page)
                        .as(keys + " " + key)
                        .containsPattern("`" + key + "[`:]|\\{ " + key + ":|, " + key + ":");
            }
        }
    }

    @Test
    void everyWordIsNamed() throws IOException {
        String page = Files.readString(page("mapping"));
        Stream.of(Words.TYPES, Words.NAMES, Words.NULLS, Words.OPERATORS)
                .flatMap(words -> words.keySet().stream())
                .forEach(word -> assertThat(page).contains("`" + word + "`"));
        assertThat(Files.readString(page("job"))).contains("`watermark`", "`log`", "`apply`", "`manual`");
        String copy = Files.readString(page("copy"));
        Stream.of(Words.RELATIONAL, Words.FOREIGN_KEYS, Words.INDEXES)
                .flatMap(words -> words.keySet().stream())
                .forEach(word -> assertThat(copy).contains("`" + word + "`"));
    }

    private static void read(String kind, Path file) {
        if (kind.equals("job")) {
            JobFiles.read(file, ENVIRONMENT);
        } else if (kind.equals("copy")) {
            MappingFiles.readCopy(file);
        } else {
            MappingFiles.read(file);
        }
    }

    private static List<String> examples(String kind) throws IOException {
        return EXAMPLE.matcher(Files.readString(page(kind)))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** An example shows some sections; the others are those of the page's first example, which is a whole file. */
    private static String completed(String example, String whole) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String text : List.of(whole, example)) {
            List<String> seen = new ArrayList<>();
            for (MatchResult section : SECTION.matcher(text).results().toList()) {
                sections.put(section.group(1), section.group());
                seen.add(section.group());
            }
            assertThat(String.join("", seen)).isEqualTo(text);
        }
        return sections.values().stream().collect(Collectors.joining());
    }

    private static Path page(String kind) {
        return Path.of("docs", kind.equals("copy") ? "relational-mapping.md" : kind + "-reference.md");
    }
}
